import { closeTerminal } from '../../../../shared/contracts/devices/close-terminal.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { cutLink } from '../agents/links.ts';
import { voidCodes } from '../enrolment.ts';
import { requireMove } from '../rules/terminal-states.ts';
import { lockTerminal, showTerminal } from '../store.ts';

/** The agent's connection ends at its next renewal, and is sent nothing from this commit on. */
export const closeTerminalOperation = implement(closeTerminal, {
  async run(tx, actor, clock, { terminalId }) {
    const { siteId } = actor;
    const now = clock.now();
    requireMove((await lockTerminal(tx, siteId, terminalId)).state, 'closed');
    await tx.keep(
      'terminal',
      q
        .updateTable('terminal')
        .set({ state: 'closed', closed_by: actor.personId, closed_at: now })
        .where('site_id', '=', siteId)
        .where('terminal_id', '=', terminalId)
        .returningAll(),
    );
    await cutLink(tx, { siteId, terminalId });
    await voidCodes(tx, { siteId, terminalId }, now);
    await tx.run(
      q
        .updateTable('terminal_token')
        .set({ ended_at: now })
        .where('site_id', '=', siteId)
        .where('terminal_id', '=', terminalId)
        .where('ended_at', 'is', null),
    );
    return showTerminal(tx, actor, now, terminalId);
  },
});
