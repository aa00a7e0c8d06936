/**
 * The work that keeps duties, read from the audit chain into one row per operation, post and day. Only what came since
 * the last reading is looked at; when the list of operations changes, everything is read again.
 *
 * A signature given for an act is the signer's work as well: the daily slip is kept by both who signed it.
 */
import { addSeconds, type BusinessDate, type Instant } from '../../../shared/values/calendar.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { WATCHED } from './rules/kept-by.ts';
import type { TaskRow } from './store.ts';

/** A record may be committed this much later than the moment it names (a request's limit is 30 s). */
const LATE_COMMIT_SECONDS = 300;
const BEGINNING = '0001-01-01T00:00:00.000Z' as Instant;

export interface Work {
  readonly operation: string;
  readonly post: string;
  readonly on_date: BusinessDate;
  readonly at: Instant;
  readonly person_id: string;
}

const textArray = (values: readonly string[]) => sql`${[...values]}::text[]`;

interface Reading {
  readonly siteId: string;
  readonly timeZone: string;
  readonly now: Instant;
}

async function readFrom(tx: Tx, siteId: string): Promise<Instant> {
  const scan = await tx.maybe(
    q.selectFrom('duty_scan').select(['scanned_to', 'operations']).where('site_id', '=', siteId),
  );
  if (scan === undefined || scan.operations.join() !== WATCHED.join()) return BEGINNING;
  return addSeconds(scan.scanned_to, -LATE_COMMIT_SECONDS);
}

/** What the chain and the signatures hold since `from`; the last of each operation, post and day. */
const found = ({ siteId, timeZone }: Reading, from: Instant, post: string | null) => sql<
  Work & { chain_id: string | null; seq: number | null; signature_id: string | null }
>`select distinct on (operation, post, on_date) * from (
    select r.operation, r.post, (r.at at time zone ${timeZone})::date as on_date, r.at, r.person_id,
      r.chain_id, r.seq, null::uuid as signature_id
    from chain_record r
    where r.site_id = ${siteId} and r.at >= ${from} and r.operation = any (${textArray(WATCHED)})
      and r.post <> 'system' and (${post}::text is null or r.post = ${post})
    union all
    select s.act, s.post, (u.used_at at time zone ${timeZone})::date, u.used_at, s.person_id, null, null, s.signature_id
    from signature_use u join signature s on s.site_id = u.site_id and s.signature_id = u.signature_id
    where u.site_id = ${siteId} and u.used_at >= ${from} and s.act = any (${textArray(WATCHED)})
      and (${post}::text is null or s.post = ${post})
  ) work order by operation, post, on_date, at desc`;

export async function readWork(tx: Tx, reading: Reading): Promise<void> {
  const { siteId, now } = reading;
  const from = await readFrom(tx, siteId);
  await tx.run(
    sql`insert into duty_work (site_id, operation, post, on_date, at, person_id, chain_id, seq, signature_id)
      select ${siteId}, operation, post, on_date, at, person_id, chain_id, seq, signature_id
      from (${found(reading, from, null)}) work
      on conflict (site_id, operation, post, on_date) do update
      set at = excluded.at, person_id = excluded.person_id, chain_id = excluded.chain_id, seq = excluded.seq,
        signature_id = excluded.signature_id
      where excluded.at > duty_work.at`,
  );
  await tx.run(
    sql`insert into duty_scan (site_id, scanned_to, operations) values (${siteId}, ${now}, ${textArray(WATCHED)})
      on conflict (site_id) do update set scanned_to = excluded.scanned_to, operations = excluded.operations`,
  );
}

/** Work of the post that no job has read yet. */
export async function unreadWork(tx: Tx, reading: Reading, post: string): Promise<Work[]> {
  const from = await readFrom(tx, reading.siteId);
  const aDayAgo = addSeconds(reading.now, -86_400);
  return tx.many(found(reading, [from, aDayAgo].sort().at(-1)!, post));
}

interface KeptBy {
  readonly dutyId: string;
  readonly cadence: string;
  readonly post: string;
  readonly operation: string;
}

/** Ticks every open task whose work was done in its days. Answers how many. */
export async function tickByWork(tx: Tx, siteId: string, kept: readonly KeptBy[]): Promise<number> {
  const column = (key: keyof KeptBy) => textArray(kept.map((one) => one[key]));
  const rows = await tx.many(
    sql<TaskRow>`update duty_task t
      set state = 'done', ended_by = w.person_id, ended_post = w.post, ended_at = w.at,
        work_operation = w.operation, work_chain_id = w.chain_id, work_seq = w.seq, work_signature_id = w.signature_id
      from (
        select distinct on (o.task_id) o.task_id, d.*
        from duty_task o
        join unnest(${column('dutyId')}, ${column('cadence')}, ${column('post')}, ${column('operation')})
          as k (duty_id, cadence, post, operation) on k.duty_id = o.duty_id and k.cadence = o.cadence and k.post = o.post
        join duty_work d on d.site_id = o.site_id and d.operation = k.operation and d.post = o.post
          and d.on_date between o.counts_from and o.due_on
        where o.site_id = ${siteId} and o.ended_at is null
        order by o.task_id, d.at
      ) w
      where t.site_id = ${siteId} and t.task_id = w.task_id and t.ended_at is null
      returning t.*`,
  );
  tx.kept('duty_task', rows as unknown as Record<string, unknown>[]);
  return rows.length;
}

/** The last work of each operation and post. */
export const lastWork = (tx: Tx, siteId: string): Promise<Work[]> =>
  tx.many(
    sql<Work>`select distinct on (operation, post) operation, post, on_date, at, person_id from duty_work
      where site_id = ${siteId} order by operation, post, on_date desc`,
  );

export const workHistory = (
  tx: Tx,
  siteId: string,
  asked: { readonly operations: readonly string[]; readonly posts: readonly string[] | null },
): Promise<Work[]> =>
  tx.many(
    sql<Work>`select operation, post, on_date, at, person_id from duty_work
      where site_id = ${siteId} and operation = any (${textArray(asked.operations)})
        and (${asked.posts === null} or post = any (${textArray(asked.posts ?? [])}))
      order by at desc limit 30`,
  );
