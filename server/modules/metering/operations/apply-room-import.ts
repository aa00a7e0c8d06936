import { applyRoomImport as contract } from '../../../../shared/contracts/metering/apply-room-import.ts';
import type { AppliedRooms } from '../../../../shared/metering/import.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { endBatch, goodRowsOf, lockBatch } from '../import/batch.ts';
import { type ListedRoom, planRooms } from '../rules/plan-rooms.ts';
import { planForBulk } from '../store/bulk.ts';
import { ensureCategory } from '../store/premises.ts';
import { presentOf, writePlan } from '../store/room-list.ts';

export const applyRoomImport = implement(contract, {
  async run(tx, actor, clock, { batchId, leaveOutBad }) {
    const { siteId } = actor;
    const batch = await lockBatch(tx, siteId, batchId);
    if (batch.kind !== 'rooms') refuse('record.not_found');
    if (batch.bad_rows > 0 && !leaveOutBad) refuse('import.bad_rows', { bad: batch.bad_rows });
    // One list at a time: two that bring the same rooms wait for each other here, and the second finds them there.
    await nextNumber(tx, siteId, 'room-import');
    await planForBulk(tx);
    const rooms = (await goodRowsOf<ListedRoom>(tx, siteId, batchId)).map(({ value }) => value);
    const plan = planRooms(rooms, await presentOf(tx, siteId, rooms), newId);
    // What was good when it was staged may have been overtaken since.
    const [conflict] = plan.conflicts;
    if (conflict !== undefined)
      refuse('import.conflict', { line: conflict.line, reason: conflict.reason.zh, reasonEn: conflict.reason.en });
    for (const code of new Set(rooms.flatMap(({ account }) => account?.categoryCode ?? [])))
      if (!(await ensureCategory(tx, siteId, code))) throw new Error(`category ${code} vanished`);
    const at = clock.now();
    await writePlan(tx, actor, plan, { batchId, at, today: await currentDay(tx, siteId, at) });
    const result: AppliedRooms = {
      newRooms: plan.rooms.length,
      newAccounts: plan.accounts.length,
      newMeters: plan.meters.length,
      newCustomers: plan.customers.length,
      changedRows: plan.changedRows,
      unchangedRows: plan.unchangedRows,
      leftOutRows: batch.bad_rows,
      changes: plan.changes.slice(0, 200),
    };
    await endBatch(tx, actor, { batchId, state: 'applied', at, result });
    tx.touch('customers');
    return result;
  },
});
