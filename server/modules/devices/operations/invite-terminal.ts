import { inviteTerminal } from '../../../../shared/contracts/devices/invite-terminal.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { insertTerminal, requireFields, showTerminal } from '../store.ts';

export const inviteTerminalOperation = implement(inviteTerminal, {
  async run(tx, actor, clock, fields) {
    await requireFields(tx, actor.siteId, fields, null);
    const now = clock.now();
    const terminalId = newId();
    await insertTerminal(tx, { siteId: actor.siteId, terminalId, fields, by: actor.personId, now });
    return showTerminal(tx, actor, now, terminalId);
  },
});
