/** Closing a month, for the operation of the ledger and for the statement whose second signature locks it. */
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { currentDay } from '../../platform/chain/day.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { requireClosable } from './rules/period.ts';
import { closePeriodRow, lockPeriod, type PeriodRow } from './store.ts';

/**
 * The lock on the month's row waits for postings under way; those that come later find it closed. Null when it was
 * closed already. Refuses what `requireClosable` refuses.
 */
export async function closeMonth(tx: Tx, actor: Actor, now: Instant, month: string): Promise<PeriodRow | null> {
  const { siteId } = actor;
  const period = await lockPeriod(tx, siteId, month);
  if (period !== undefined && period.closed_at !== null) return null;
  const found = await tx.one(
    sql<{ unsealed: BusinessDate | null; earlier: string | null }>`select
      (select min(business_date) from site_day where site_id = ${siteId} and sealed_at is null
        and to_char(business_date, 'YYYY-MM') = ${month}) as unsealed,
      (select min(month) from ledger_period where site_id = ${siteId} and month < ${month} and closed_at is null) as earlier`,
  );
  requireClosable({
    month,
    today: await currentDay(tx, siteId, now),
    period: period === undefined ? undefined : { closed: false },
    unsealedDay: found.unsealed ?? undefined,
    earlierOpenMonth: found.earlier ?? undefined,
  });
  return closePeriodRow(tx, { ...period!, closed_at: now, closed_by: actor.personId });
}
