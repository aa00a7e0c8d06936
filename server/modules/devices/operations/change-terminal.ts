import { changeTerminal } from '../../../../shared/contracts/devices/change-terminal.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { columnsOf, lockTerminal, requireFields, showTerminal } from '../store.ts';

export const changeTerminalOperation = implement(changeTerminal, {
  async run(tx, actor, clock, { terminalId, ...fields }) {
    const { siteId } = actor;
    const terminal = await lockTerminal(tx, siteId, terminalId);
    if (terminal.state === 'closed') refuse('terminal.closed');
    await requireFields(tx, siteId, fields, terminalId);
    await tx.keep(
      'terminal',
      q
        .updateTable('terminal')
        .set(columnsOf(fields))
        .where('site_id', '=', siteId)
        .where('terminal_id', '=', terminalId)
        .returningAll(),
    );
    return showTerminal(tx, actor, clock.now(), terminalId);
  },
});
