import { strikeRepairLine as contract } from '../../../../shared/contracts/upkeep/strike-repair-line.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { viewRepair } from '../repair-view.ts';
import { requireInHand } from '../require-in-hand.ts';
import { insertLine, lineRow } from '../store/lines.ts';

export const strikeRepairLine = implement(contract, {
  async run(tx, actor, clock, { lineId, reason }) {
    const { siteId } = actor;
    const { repair_id: repairId } = (await lineRow(tx, siteId, lineId)) ?? refuse('record.not_found');
    await requireInHand(tx, siteId, repairId);
    // Read again: only now nobody else strikes it.
    const line = (await lineRow(tx, siteId, lineId))!;
    if (line.struck || line.strikes !== null) refuse('upkeep.line_struck');
    const now = clock.now();
    await insertLine(tx, actor, {
      repairId,
      kind: line.kind,
      name: line.name,
      quantity: -line.quantity,
      unitCostFen: line.unit_cost_fen,
      source: reason,
      strikes: lineId,
      at: now,
    });
    return viewRepair(tx, actor, now, repairId);
  },
});
