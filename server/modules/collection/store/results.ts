/** SQL of the results of a run: taking what is next, settling one meter, closing a run that has none left. */
import type { ResultState } from '../../../../shared/collection/words.ts';
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface TakenMeter {
  readonly run_id: string;
  readonly meter_id: string;
  readonly delivery: DeliveryKind;
  readonly credit_unit: CreditUnit;
  readonly commodity: Commodity;
}

/**
 * Marks the next as asked, and those whose asker was lost (asked before `lostBefore`). Fewest attempts first, so that
 * one that always fails does not keep the others waiting.
 */
export function takeResults(
  tx: Tx,
  siteId: string,
  how: { readonly now: Instant; readonly lostBefore: Instant; readonly limit: number },
): Promise<TakenMeter[]> {
  return tx.prepared<TakenMeter>(
    'collection.take-results',
    `with next as (
       select run_id, meter_id from collection_result
       where site_id = $1 and ended_at is null and (state = 'waiting' or asked_at < $3)
       order by attempts, meter_id, run_id limit $4 for update skip locked
     ), asked as (
       update collection_result r set state = 'asked', attempts = r.attempts + 1, asked_at = $2
       from next n where r.site_id = $1 and r.run_id = n.run_id and r.meter_id = n.meter_id
       returning r.run_id, r.meter_id
     )
     select a.run_id, a.meter_id, m.delivery, m.credit_unit, m.commodity
     from asked a join meter m on m.site_id = $1 and m.meter_id = a.meter_id`,
    [siteId, how.now, how.lostBefore, how.limit],
  );
}

/** What was asked too often without being settled: a fault of the house's own, said as such. */
export async function giveUp(tx: Tx, siteId: string, now: Instant, attempts: number): Promise<void> {
  await tx.prepared(
    'collection.give-up',
    `update collection_result set state = 'refused', reason = 'system', ended_at = $2
     where site_id = $1 and ended_at is null and attempts >= $3`,
    [siteId, now, attempts],
  );
}

/** Locks the result while it waits; false when it is settled already. */
export async function lockOpenResult(tx: Tx, siteId: string, runId: string, meterId: string): Promise<boolean> {
  const rows = await tx.prepared(
    'collection.lock-open-result',
    `select 1 from collection_result where site_id = $1 and run_id = $2 and meter_id = $3 and ended_at is null for update`,
    [siteId, runId, meterId],
  );
  return rows.length > 0;
}

export interface Ended {
  readonly state: ResultState;
  readonly at: Instant;
  readonly totalMilli: number | null;
  readonly usedMilli: number | null;
  readonly clockAhead: number | null;
  readonly reason: string | null;
  readonly flagged: boolean;
}

export async function endResult(
  tx: Tx,
  siteId: string,
  of: { readonly runId: string; readonly meterId: string },
  ended: Ended,
): Promise<void> {
  await tx.prepared(
    'collection.end-result',
    `update collection_result set state = $4, ended_at = $5, total_milli = $6, used_milli = $7, clock_ahead_seconds = $8,
       reason = $9, flagged = $10
     where site_id = $1 and run_id = $2 and meter_id = $3`,
    [
      siteId,
      of.runId,
      of.meterId,
      ended.state,
      ended.at,
      ended.totalMilli,
      ended.usedMilli,
      ended.clockAhead,
      ended.reason,
      ended.flagged,
    ],
  );
}

/** Closes the runs all of whose meters are settled, with their counts. Answers how many. */
export async function closeRuns(tx: Tx, siteId: string, now: Instant): Promise<number> {
  const rows = await tx.prepared(
    'collection.close-runs',
    `update collection_run c set ended_at = $2, read = n.read, silent = n.silent, unreachable = n.unreachable,
       refused = n.refused, flagged = n.flagged
     from (select o.run_id, count(*) filter (where r.state = 'read') as read,
         count(*) filter (where r.state = 'silent') as silent,
         count(*) filter (where r.state = 'unreachable') as unreachable,
         count(*) filter (where r.state = 'refused') as refused, count(*) filter (where r.flagged) as flagged
       from collection_run o left join collection_result r on r.site_id = o.site_id and r.run_id = o.run_id
       where o.site_id = $1 and o.ended_at is null group by o.run_id
       having count(*) filter (where r.state in ('waiting', 'asked')) = 0) n
     where c.site_id = $1 and c.run_id = n.run_id returning c.run_id`,
    [siteId, now],
  );
  return rows.length;
}
