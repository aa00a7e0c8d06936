/** Upkeep records as the pages show them. */
import { attachRecordPicture } from '../../../shared/contracts/upkeep/attach-record-picture.ts';
import type { RecordView } from '../../../shared/upkeep/view.ts';
import { repairNumber } from '../../../shared/upkeep/words.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { type RecordRow, recordRow } from './store/records.ts';

export const recordView = (actor: Actor, row: RecordRow): RecordView => ({
  id: row.record_id,
  onDate: row.on_date,
  at: row.at,
  title: { zh: row.title_zh, en: row.title_en },
  target: row.target,
  terminalName: row.terminal_name,
  planned: row.task_id !== null,
  result: row.result,
  note: row.note,
  late: row.late,
  repairId: row.repair_id,
  repairNumber: row.repair_no === null ? null : repairNumber(row.repair_no),
  person: row.person_name,
  post: row.post,
  pictures: [...row.pictures],
  can: canOf(actor, [[attachRecordPicture, row.post === actor.post]]),
});

/** Refuses 'record.not_found'. */
export async function viewRecord(tx: Tx, actor: Actor, recordId: string): Promise<RecordView> {
  return recordView(actor, (await recordRow(tx, actor.siteId, recordId)) ?? refuse('record.not_found'));
}
