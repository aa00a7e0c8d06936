import { acceptRepair as contract } from '../../../../shared/contracts/upkeep/accept-repair.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { lockForMove, stepRepair } from '../move-repair.ts';
import { viewRepair } from '../repair-view.ts';
import { requireUser } from '../require-user.ts';

export const acceptRepair = implement(contract, {
  async run(tx, actor, clock, { repairId, note }) {
    requireUser(actor, await lockForMove(tx, actor.siteId, repairId, 'accepted'));
    const now = clock.now();
    const accepted = { state: 'accepted', accepted_by: actor.personId, ended_at: now } as const;
    await stepRepair(tx, actor, now, { repairId, ...accepted, text: note });
    return viewRepair(tx, actor, now, repairId);
  },
});
