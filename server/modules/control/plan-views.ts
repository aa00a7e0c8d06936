/** Timetables and policies as the pages show them, with what the viewer may do. */
import type { Contract } from '../../../shared/contracts/contract.ts';
import { approveLoadPolicy } from '../../../shared/contracts/control/approve-load-policy.ts';
import { approveTimetable } from '../../../shared/contracts/control/approve-timetable.ts';
import { endLoadPolicy } from '../../../shared/contracts/control/end-load-policy.ts';
import { endTimetable } from '../../../shared/contracts/control/end-timetable.ts';
import type { LoadPolicyView, TimetableView } from '../../../shared/control/view.ts';
import type { PlanState } from '../../../shared/control/words.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import { whoDid } from '../collection/index.ts';
import { mayMovePlan } from './rules/plan-states.ts';
import { type PolicyRow, policiesOf, type TimetableRow, timetablesOf } from './store/plans.ts';

type PlanRow = TimetableRow | PolicyRow;

function planCan(actor: Actor, row: PlanRow, [approve, end]: readonly [Contract, Contract]): string[] {
  return canOf(actor, [
    [approve, mayMovePlan(row.state, 'approved') && row.proposed_by !== actor.personId],
    [end, mayMovePlan(row.state, 'rejected') || mayMovePlan(row.state, 'ended')],
  ]);
}

async function shared(tx: Tx, siteId: string, rows: readonly PlanRow[]) {
  const ids = rows.flatMap((row) => [row.building_id, ...row.exempt_room_ids]);
  const places = await tx.prepared<{ premise_id: string; full_code: string }>(
    'control.place-codes',
    'select premise_id, full_code from premise where site_id = $1 and premise_id = any($2)',
    [siteId, [...new Set(ids)]],
  );
  const codes = new Map(places.map((one) => [one.premise_id, one.full_code]));
  const name = await whoDid(
    tx,
    siteId,
    rows.flatMap((row) => [row.proposed_by, row.approved_by]),
  );
  return (row: PlanRow) => ({
    buildingId: row.building_id,
    buildingCode: codes.get(row.building_id) ?? '',
    reason: row.reason,
    exemptRooms: row.exempt_room_ids.map((roomId) => ({ roomId, roomCode: codes.get(roomId) ?? '' })),
    state: row.state,
    proposedBy: { personId: row.proposed_by, name: name(row.proposed_by) },
    proposedAt: row.proposed_at,
    approvedBy: row.approved_by === null ? null : name(row.approved_by),
    approvedAt: row.approved_at,
    endNote: row.end_note,
  });
}

export async function timetableViews(tx: Tx, actor: Actor, state: PlanState | null): Promise<TimetableView[]> {
  const rows = await timetablesOf(tx, actor.siteId, state);
  return viewTimetables(tx, actor, rows);
}

export async function viewTimetables(tx: Tx, actor: Actor, rows: readonly TimetableRow[]): Promise<TimetableView[]> {
  const common = await shared(tx, actor.siteId, rows);
  return rows.map((row) => ({
    id: row.timetable_id,
    title: row.title,
    windows: [...row.windows],
    exceptions: [...row.exceptions],
    restore: row.restore,
    ...common(row),
    can: planCan(actor, row, [approveTimetable, endTimetable]),
  }));
}

export async function policyViews(tx: Tx, actor: Actor, state: PlanState | null): Promise<LoadPolicyView[]> {
  return viewPolicies(tx, actor, await policiesOf(tx, actor.siteId, state));
}

export async function viewPolicies(tx: Tx, actor: Actor, rows: readonly PolicyRow[]): Promise<LoadPolicyView[]> {
  const common = await shared(tx, actor.siteId, rows);
  return rows.map((row) => ({
    id: row.policy_id,
    thresholdWatts: row.threshold_watts,
    jumpWatts: row.jump_watts,
    restoreAfterMinutes: row.restore_after_minutes,
    restoresADay: row.restores_a_day,
    notice: row.notice,
    ...common(row),
    can: planCan(actor, row, [approveLoadPolicy, endLoadPolicy]),
  }));
}
