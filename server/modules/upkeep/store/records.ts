/** SQL of upkeep records and their pictures. */
import type { Result, Target } from '../../../../shared/upkeep/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface RecordRow {
  readonly record_id: string;
  readonly task_id: string | null;
  readonly target: Target;
  readonly title_zh: string;
  readonly title_en: string;
  readonly result: Result;
  readonly note: string;
  readonly repair_id: string | null;
  readonly repair_no: number | null;
  readonly on_date: BusinessDate;
  readonly at: Instant;
  readonly late: boolean;
  readonly person_id: string;
  readonly post: string;
  readonly person_name: string;
  readonly terminal_name: string | null;
  readonly pictures: readonly { attachmentId: string; fileName: string; at: Instant }[];
}

const RECORDS = (siteId: string) => sql<RecordRow>`
  select r.*, p.name as person_name, t.name as terminal_name, b.number as repair_no,
    coalesce((select jsonb_agg(jsonb_build_object('attachmentId', u.attachment_id, 'fileName', u.file_name,
        'at', to_char(u.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by u.attachment_id)
      from upkeep_picture u where u.site_id = r.site_id and u.record_id = r.record_id), '[]'::jsonb) as pictures
  from upkeep_record r
  join person p on p.site_id = r.site_id and p.person_id = r.person_id
  left join terminal t on t.site_id = r.site_id and t.terminal_id = r.terminal_id
  left join repair_request b on b.site_id = r.site_id and b.repair_id = r.repair_id
  where r.site_id = ${siteId}`;

export interface RecordFilter {
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  readonly target?: Target | undefined;
  readonly result?: Result | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export const recordRows = (tx: Tx, siteId: string, filter: RecordFilter): Promise<RecordRow[]> =>
  tx.many(
    sql<RecordRow>`select * from (${RECORDS(siteId)}) r
      where (${filter.from ?? null}::date is null or on_date >= ${filter.from ?? null}::date)
        and (${filter.to ?? null}::date is null or on_date <= ${filter.to ?? null}::date)
        and (${filter.target ?? null}::text is null or target = ${filter.target ?? null})
        and (${filter.result ?? null}::text is null or result = ${filter.result ?? null})
        and (${filter.after ?? null}::uuid is null or record_id < ${filter.after ?? null}::uuid)
      order by record_id desc limit ${filter.limit}`,
  );

export const recordRow = (tx: Tx, siteId: string, recordId: string): Promise<RecordRow | undefined> =>
  tx.maybe(sql<RecordRow>`select * from (${RECORDS(siteId)}) r where record_id = ${recordId}`);

export interface NewRecord {
  readonly taskId: string | null;
  readonly itemId: string | null;
  readonly target: Target;
  readonly terminalId: string | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly result: Result;
  readonly note: string;
  readonly repairId: string | null;
  readonly onDate: BusinessDate;
  readonly at: Instant;
  readonly late: boolean;
}

export async function insertRecord(tx: Tx, actor: Actor, record: NewRecord): Promise<string> {
  const recordId = newId();
  await tx.keep(
    'upkeep_record',
    q
      .insertInto('upkeep_record')
      .values({
        site_id: actor.siteId,
        record_id: recordId,
        task_id: record.taskId,
        item_id: record.itemId,
        target: record.target,
        terminal_id: record.terminalId,
        title_zh: record.titleZh,
        title_en: record.titleEn,
        result: record.result,
        note: record.note,
        repair_id: record.repairId,
        on_date: record.onDate,
        at: record.at,
        late: record.late,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  tx.touch('upkeep');
  return recordId;
}
