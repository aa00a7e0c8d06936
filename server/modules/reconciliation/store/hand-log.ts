/** Rows of the manual logs, and the numbers of own sales that a clerk checks against: sales and slips, never cash. */

import type { PostKey } from '../../../../shared/posts.ts';
import type { LogEntryView, LogKind, OwnSales } from '../../../../shared/reconciliation/hand-log.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { personNames } from '../../posts/index.ts';
import { heldDrawerOf } from '../../tills/index.ts';

export interface LogFilter {
  readonly personId?: string | undefined;
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  readonly kind?: LogKind | undefined;
  readonly after?: string | undefined;
  readonly entryId?: string | undefined;
  readonly limit: number;
}

interface LogRow {
  readonly entry_id: string;
  readonly person_id: string;
  readonly number: number;
  readonly post: PostKey;
  readonly business_date: BusinessDate;
  readonly kind: LogKind;
  readonly text: string;
  readonly amount_fen: Money | null;
  readonly sale_id: string | null;
  readonly slip_no: string | null;
  readonly counted_sales: number | null;
  readonly booked_sales: number | null;
  readonly corrects: number | null;
  readonly corrected_by: number | null;
  readonly at: Instant;
}

/** Latest first. */
export async function logEntries(tx: Tx, siteId: string, filter: LogFilter): Promise<LogEntryView[]> {
  const { personId = null, from = null, to = null, kind = null, after = null, entryId = null } = filter;
  const rows = await tx.many(
    sql<LogRow>`select e.entry_id, e.person_id, e.number, e.post, e.business_date, e.kind, e.text, e.amount_fen,
        e.sale_id, s.slip_no, e.counted_sales, e.booked_sales, e.corrects, c.number as corrected_by, e.at
      from hand_log_entry e
      left join sale s on s.site_id = e.site_id and s.sale_id = e.sale_id
      left join hand_log_entry c on c.site_id = e.site_id and c.person_id = e.person_id and c.corrects = e.number
      where e.site_id = ${siteId}
        and (${personId}::uuid is null or e.person_id = ${personId}::uuid)
        and (${from}::date is null or e.business_date >= ${from}::date)
        and (${to}::date is null or e.business_date <= ${to}::date)
        and (${kind}::text is null or e.kind = ${kind}::text)
        and (${after}::uuid is null or e.entry_id < ${after}::uuid)
        and (${entryId}::uuid is null or e.entry_id = ${entryId}::uuid)
      order by e.entry_id desc limit ${filter.limit}`,
  );
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    id: row.entry_id,
    number: row.number,
    personId: row.person_id,
    personName: names.get(row.person_id) ?? '',
    post: row.post,
    businessDate: row.business_date,
    at: row.at,
    kind: row.kind,
    text: row.text,
    amountFen: row.amount_fen,
    saleId: row.sale_id,
    slipNo: row.slip_no,
    countedSales: row.counted_sales,
    bookedSales: row.booked_sales,
    agrees: row.counted_sales === null ? null : row.counted_sales === row.booked_sales,
    corrects: row.corrects,
    correctedBy: row.corrected_by,
  }));
}

/** Everybody who ever wrote in a log. */
export async function logPeople(tx: Tx, siteId: string): Promise<{ personId: string; name: string }[]> {
  const rows = await tx.many(
    sql<{ person_id: string }>`select distinct person_id from hand_log_entry where site_id = ${siteId}`,
  );
  const ids = rows.map((row) => row.person_id);
  const names = await personNames(tx, siteId, ids);
  return ids
    .map((personId) => ({ personId, name: names.get(personId) ?? '' }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}

/** The sale with this slip number, if this person sold or prepared it. */
export const ownSale = (
  tx: Tx,
  siteId: string,
  personId: string,
  slipNo: string,
): Promise<{ id: string } | undefined> =>
  tx.maybe(
    sql<{ id: string }>`select sale_id as id from sale where site_id = ${siteId} and slip_no = ${slipNo}
      and (person_id = ${personId} or prepared_by = ${personId})`,
  );

interface CountRow {
  readonly sales: number;
  readonly undelivered: number;
  readonly last_slip: string | null;
}

/** Of the drawer this person holds; without one, of what the person sold or prepared on `date`. */
export async function ownSales(
  tx: Tx,
  siteId: string,
  { personId, date }: { readonly personId: string; readonly date: BusinessDate },
): Promise<{ readonly own: OwnSales; readonly sessionId: string | null }> {
  const held = await heldDrawerOf(tx, siteId, personId);
  const sessionId = held?.drawerSessionId ?? null;
  const found = await tx.one(
    sql<CountRow>`select count(*)::integer as sales,
        count(*) filter (where state in ('paid', 'delivering', 'unknown', 'case'))::integer as undelivered,
        (array_agg(slip_no order by sale_id desc))[1] as last_slip
      from sale where site_id = ${siteId} and case when ${sessionId}::uuid is null
        then business_date = ${date}::date and (person_id = ${personId} or prepared_by = ${personId})
        else drawer_session_id = ${sessionId}::uuid end`,
  );
  const checked = await tx.one(
    sql<{ sales: number }>`select coalesce((array_agg(booked_sales order by number desc))[1], 0) as sales
      from hand_log_entry where site_id = ${siteId} and person_id = ${personId} and kind = 'sale-check'
        and business_date = ${date}::date and drawer_session_id is not distinct from ${sessionId}::uuid`,
  );
  return {
    sessionId,
    own: {
      businessDate: date,
      session: held?.drawerName ?? null,
      sales: found.sales,
      undelivered: found.undelivered,
      lastSlipNo: found.last_slip,
      checkedSales: checked.sales,
    },
  };
}
