/** A repair goes from one state to the next: its row is locked, the move is one of the table's, the history says it. */
import type { RepairEventKind, RepairState } from '../../../shared/upkeep/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { requireRepairMove } from './rules/repair-states.ts';
import { addRepairEvent, changeRepair, lockRepair, type RepairChange, type RepairRow } from './store/repairs.ts';

export interface RepairStep extends RepairChange {
  /** How the history names it, where it is not the new state. */
  readonly said?: RepairEventKind;
  readonly text: string;
}

/** The repair locked, when it may become `to`. */
export async function lockForMove(tx: Tx, siteId: string, repairId: string, to: RepairState): Promise<RepairRow> {
  const row = (await lockRepair(tx, siteId, repairId)) ?? refuse('record.not_found');
  requireRepairMove(row.state, to);
  return row;
}

export async function stepRepair(
  tx: Tx,
  actor: Actor,
  now: Instant,
  { repairId, said, text, ...change }: RepairStep & { readonly repairId: string },
): Promise<void> {
  await changeRepair(tx, actor.siteId, repairId, change);
  await addRepairEvent(tx, actor, { repairId, at: now, kind: said ?? change.state, text });
}
