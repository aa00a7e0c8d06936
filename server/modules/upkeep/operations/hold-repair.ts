import { holdRepair as contract } from '../../../../shared/contracts/upkeep/hold-repair.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { lockForMove, stepRepair } from '../move-repair.ts';
import { viewRepair } from '../repair-view.ts';

export const holdRepair = implement(contract, {
  async run(tx, actor, clock, { repairId, to, note }) {
    await lockForMove(tx, actor.siteId, repairId, to);
    const now = clock.now();
    await stepRepair(tx, actor, now, { repairId, state: to, text: note });
    return viewRepair(tx, actor, now, repairId);
  },
});
