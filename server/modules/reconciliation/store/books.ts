/**
 * The day's figures from the documents and from the ledger, by the keys of `rules/day-sums.ts`. The two are read from
 * different tables and share nothing: that they agree says something.
 */

import type { RawBuilder } from 'kysely';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import type { Tender } from '../../../../shared/payments/tender.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Sums } from '../rules/day-sums.ts';

interface Sum {
  readonly key: string;
  readonly amount: Money;
}

const mapOf = (rows: readonly Sum[]): Sums => new Map(rows.map(({ key, amount }) => [key, amount]));
const sumsBy = async (tx: Tx, query: RawBuilder<Sum>): Promise<Sums> => mapOf(await tx.many(query));

/** Sales, payments by tender, and cash movements of the day. */
export function sumsOfDocuments(tx: Tx, siteId: string, date: BusinessDate): Promise<Sums> {
  return sumsBy(
    tx,
    sql<Sum>`select 'sold' as key, coalesce(sum(total_fen), 0)::bigint as amount from sale
        where site_id = ${siteId} and business_date = ${date}
      union all
      select 'tender.' || tender, sum(case direction when 'in' then amount_fen else -amount_fen end)::bigint
        from payment where site_id = ${siteId} and business_date = ${date} and tender <> 'cash' group by tender
      union all
      select 'cash.' || d.code, sum(m.amount_fen)::bigint
        from drawer_movement m join drawer d on d.site_id = m.site_id and d.drawer_id = m.drawer_id
        where m.site_id = ${siteId} and m.business_date = ${date}
          and m.kind not in ('opening', 'closing', 'hand-over-in', 'hand-over-out')
        group by d.code
      union all
      select kind, abs(sum(amount_fen))::bigint from drawer_movement
        where site_id = ${siteId} and business_date = ${date} and kind in ('over', 'short') group by kind`,
  );
}

/** What was given back through a provider by somebody who held no drawer: on no slip. */
export async function refundsOutsideDrawers(tx: Tx, siteId: string, date: BusinessDate) {
  return tx.many(
    sql<{ tender: Tender; refundedFen: Money }>`select tender, sum(amount_fen)::bigint as "refundedFen" from payment
      where site_id = ${siteId} and business_date = ${date} and drawer_session_id is null and direction = 'out'
      group by tender order by tender`,
  );
}

/**
 * The same from ledger lines alone. Received for sales: money in (a drawer or a clearing account) against what
 * customers are owed or owe. Clearing: without what the provider has paid to the bank.
 */
export function sumsOfLedger(tx: Tx, siteId: string, date: BusinessDate): Promise<Sums> {
  return sumsBy(
    tx,
    sql<Sum>`with line as (
        select l.entry_id, l.account_code, l.amount_fen, e.drawer_session_id from ledger_line l
        join ledger_entry e on e.site_id = l.site_id and e.entry_id = l.entry_id
        where l.site_id = ${siteId} and l.business_date = ${date}
      )
      select 'sold' as key, coalesce(sum(l.amount_fen), 0)::bigint as amount from line l
        where l.amount_fen > 0 and (l.account_code like '1015.%' or l.account_code like '1001.%')
          and exists (select 1 from line o where o.entry_id = l.entry_id and o.amount_fen < 0
            and o.account_code in (${ACCOUNTS.creditOwed}, ${ACCOUNTS.receivable}))
      union all
      select 'tender.' || substr(l.account_code, 6), sum(l.amount_fen)::bigint from line l
        where l.account_code like '1015.%' and not exists (select 1 from line o where o.entry_id = l.entry_id
          and o.account_code in (${ACCOUNTS.bank}, ${ACCOUNTS.inTransit}, ${ACCOUNTS.providerFee}))
        group by l.account_code
      union all
      select 'cash.' || substr(l.account_code, 6), sum(l.amount_fen)::bigint from line l
        where l.account_code like '1001.%' and l.account_code <> ${ACCOUNTS.safe} group by l.account_code
      union all
      select 'over', -sum(l.amount_fen)::bigint from line l
        where l.account_code = ${ACCOUNTS.over} and l.drawer_session_id is not null having count(*) > 0
      union all
      select 'short', sum(l.amount_fen)::bigint from line l
        where l.account_code = ${ACCOUNTS.short} and l.drawer_session_id is not null having count(*) > 0`,
  );
}

/** Days after `after` and before `until`; whether anything was recorded on them. */
export const daysBetween = (tx: Tx, siteId: string, after: BusinessDate, until: BusinessDate) =>
  tx.many(
    sql<{ date: BusinessDate; records: boolean }>`select d::date as date, exists (select 1 from chain c
        where c.site_id = ${siteId} and c.business_date = d::date) as records
      from generate_series(${after}::date + 1, ${until}::date - 1, interval '1 day') as d order by d`,
  );
