/** Repairs as the pages show them, with what the viewer may do. */
import { acceptRepair } from '../../../shared/contracts/upkeep/accept-repair.ts';
import { addRepairLine } from '../../../shared/contracts/upkeep/add-repair-line.ts';
import { cancelRepair } from '../../../shared/contracts/upkeep/cancel-repair.ts';
import { finishRepair } from '../../../shared/contracts/upkeep/finish-repair.ts';
import { holdRepair } from '../../../shared/contracts/upkeep/hold-repair.ts';
import { refuseRepair } from '../../../shared/contracts/upkeep/refuse-repair.ts';
import { strikeRepairLine } from '../../../shared/contracts/upkeep/strike-repair-line.ts';
import { takeRepair } from '../../../shared/contracts/upkeep/take-repair.ts';
import type { RepairFile, RepairView } from '../../../shared/upkeep/view.ts';
import { REPAIRERS } from '../../../shared/upkeep/who.ts';
import { repairNumber } from '../../../shared/upkeep/words.ts';
import { type Instant, wholeSecondsBetween } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { whyNotAccept } from './rules/judge-acceptance.ts';
import { isInHand, mayMoveRepair } from './rules/repair-states.ts';
import { linesOf } from './store/lines.ts';
import { eventsOf, type RepairRow, type RepairSeen, repairSeen } from './store/repairs.ts';

export const acceptanceOf = (actor: Actor, row: RepairRow) => ({
  reportedBy: row.reported_by,
  reportedPost: row.reported_post,
  repairers: [row.taken_by, row.repaired_by],
  person: actor.personId,
  post: actor.post,
});

/** A report is taken back by who made it; a technician cancels what is no fault. */
export const mayCancel = (actor: Actor, row: RepairRow): boolean =>
  row.reported_by === actor.personId || REPAIRERS.some((post) => post === actor.post);

function canNow(actor: Actor, row: RepairRow): string[] {
  const { state } = row;
  const judged = state === 'repaired' && whyNotAccept(acceptanceOf(actor, row)) === null;
  return canOf(actor, [
    [takeRepair, state === 'reported'],
    [finishRepair, mayMoveRepair(state, 'repaired')],
    [holdRepair, mayMoveRepair(state, 'waiting-parts') || mayMoveRepair(state, 'outside')],
    [addRepairLine, isInHand(state)],
    [strikeRepairLine, isInHand(state)],
    [acceptRepair, judged],
    [refuseRepair, judged],
    [cancelRepair, mayMoveRepair(state, 'cancelled') && mayCancel(actor, row)],
  ]);
}

const since = (from: Instant, to: Instant | null): number | null =>
  to === null ? null : wholeSecondsBetween(from, to);

export const repairView = (actor: Actor, now: Instant, row: RepairSeen): RepairView => ({
  id: row.repair_id,
  number: repairNumber(row.number),
  target: row.target,
  which: row.which,
  seen: row.seen,
  urgency: row.urgency,
  state: row.state,
  reportedBy: row.reporter,
  reportedPost: row.reported_post,
  reportedAt: row.reported_at,
  takenBy: row.taker,
  takenAt: row.taken_at,
  repairedBy: row.repairer,
  repairedAt: row.repaired_at,
  work: row.work,
  acceptedBy: row.accepter,
  endedAt: row.ended_at,
  incidentId: row.case_id,
  incidentNumber: `I${row.case_no}`,
  ownerPost: row.owner_post,
  dueAt: row.due_at,
  overdue: row.case_state !== 'closed' && row.due_at < now,
  responseSeconds: since(row.reported_at, row.taken_at),
  repairSeconds: since(row.reported_at, row.repaired_at),
  labourMinutes: row.labour_minutes,
  costFen: row.cost_fen,
  can: canNow(actor, row),
});

/** Refuses 'record.not_found'. */
export async function viewRepair(tx: Tx, actor: Actor, now: Instant, repairId: string): Promise<RepairFile> {
  const row = (await repairSeen(tx, actor.siteId, repairId)) ?? refuse('record.not_found');
  const lines = await linesOf(tx, actor.siteId, repairId);
  return {
    ...repairView(actor, now, row),
    events: await eventsOf(tx, actor.siteId, repairId),
    lines: lines.map((line) => ({
      id: line.line_id,
      kind: line.kind,
      name: line.name,
      quantity: line.quantity,
      unitCostFen: line.unit_cost_fen,
      costFen: line.cost_fen,
      source: line.source,
      struck: line.struck,
      strikes: line.strikes,
      at: line.at,
      person: line.person,
    })),
  };
}
