import { addRepairLine as contract } from '../../../../shared/contracts/upkeep/add-repair-line.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { viewRepair } from '../repair-view.ts';
import { requireInHand } from '../require-in-hand.ts';
import { insertLine } from '../store/lines.ts';

export const addRepairLine = implement(contract, {
  async run(tx, actor, clock, { unitCostFen, ...line }) {
    await requireInHand(tx, actor.siteId, line.repairId);
    const now = clock.now();
    const cost = line.kind === 'labour' ? ZERO : unitCostFen;
    await insertLine(tx, actor, { ...line, unitCostFen: cost, strikes: null, at: now });
    return viewRepair(tx, actor, now, line.repairId);
  },
});
