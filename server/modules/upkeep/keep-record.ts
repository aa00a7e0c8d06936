/** What was looked after is written down, and what is damaged becomes a repair request in the same act. */
import type { RecordView } from '../../../shared/upkeep/view.ts';
import { MARKED, type Urgency } from '../../../shared/upkeep/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { siteToday } from '../duties/index.ts';
import { openRepair } from './open-repair.ts';
import { viewRecord } from './record-view.ts';
import { insertRecord, type NewRecord } from './store/records.ts';

type Found = Pick<NewRecord, 'target' | 'terminalId' | 'titleZh' | 'titleEn' | 'result' | 'note'>;

export interface Kept extends Found {
  readonly task: { readonly taskId: string; readonly itemId: string; readonly dueAt: Instant } | null;
  /** Of what is damaged. */
  readonly urgency: Urgency;
}

/** Refuses 'upkeep.note_needed' where the result says nothing by itself. */
export async function keepRecord(tx: Tx, actor: Actor, clock: Clock, kept: Kept): Promise<RecordView> {
  const { task, urgency, ...record } = kept;
  if (record.result !== 'in-order' && record.note.length < 2) refuse('upkeep.note_needed');
  const at = clock.now();
  const repairId =
    record.result === 'damaged'
      ? await openRepair(tx, actor, clock, {
          target: record.target,
          terminalId: record.terminalId ?? undefined,
          mark: MARKED.includes(record.target) ? record.titleZh : '',
          seen: record.note,
          urgency,
        })
      : null;
  const recordId = await insertRecord(tx, actor, {
    ...record,
    taskId: task?.taskId ?? null,
    itemId: task?.itemId ?? null,
    repairId,
    onDate: await siteToday(tx, actor.siteId, at),
    at,
    late: task !== null && at > task.dueAt,
  });
  return viewRecord(tx, actor, recordId);
}
