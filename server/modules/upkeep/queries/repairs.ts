import { repair as repairContract } from '../../../../shared/contracts/upkeep/repair.ts';
import { repairs as contract } from '../../../../shared/contracts/upkeep/repairs.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { repairView, viewRepair } from '../repair-view.ts';
import { repairRows } from '../store/repairs.ts';

export const repairs = answer(contract, async (tx, actor, clock, { own, ...input }) => {
  const reportedPost = own === true ? actor.post : undefined;
  const rows = await repairRows(tx, actor.siteId, { ...input, reportedPost, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  return {
    rows: shown.map((row) => repairView(actor, clock.now(), row)),
    next: rows.length > input.limit ? shown.at(-1)!.repair_id : null,
  };
});

export const repair = answer(repairContract, (tx, actor, clock, { repairId }) =>
  viewRepair(tx, actor, clock.now(), repairId),
);
