/**
 * What was sold and paid in a drawer session, read from the rows themselves and not through anybody's totals: these
 * figures are there to check the others. Everything is as it stood when the session was closed.
 */
import type { Tender } from '../../../../shared/payments/tender.ts';
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import type { Commodity, Milli } from '../../../../shared/values/quantity.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { SlipNumbers } from '../rules/number-gap.ts';
import type { PaidLine, SaleSold } from '../rules/trade-lines.ts';

export interface OfSession {
  readonly siteId: string;
  readonly drawerSessionId: string;
  readonly closedAt: Instant;
}

interface SaleRow {
  readonly sale_id: string;
  readonly slip_no: string;
  readonly slip_count: number;
  readonly commodity: Commodity;
  readonly category_code: string;
  readonly title_zh: string | null;
  readonly title_en: string | null;
  readonly price_version_id: string;
  readonly price_number: number;
  readonly spec_hash: string;
  readonly quantity_milli: Milli | null;
  readonly tax_fen: Money;
  readonly total_fen: Money;
  readonly case_id: string | null;
  readonly delivered: boolean;
}

export type SoldRow = SaleSold & {
  readonly slipNo: string;
  readonly slipCount: number;
  readonly totalFen: Money;
  readonly priceVersion: SlipContent['priceVersions'][number];
  readonly caseId: string | null;
  /** Delivered or taken back by the time of closing. */
  readonly settled: boolean;
};

export async function salesOf(tx: Tx, { siteId, drawerSessionId, closedAt }: OfSession): Promise<SoldRow[]> {
  const rows = await tx.many(
    sql<SaleRow>`select s.sale_id, s.slip_no, s.slip_count, s.commodity, s.category_code, u.title_zh, u.title_en,
        s.price_version_id, s.price_number, s.spec_hash, s.quantity_milli, s.tax_fen, s.total_fen, s.case_id,
        coalesce(s.delivered_at <= ${closedAt} or s.reversed_at <= ${closedAt}, false) as delivered
      from sale s
      left join user_category u on u.site_id = s.site_id and u.category_code = s.category_code
      where s.site_id = ${siteId} and s.drawer_session_id = ${drawerSessionId} order by s.slip_count`,
  );
  return rows.map((row) => ({
    saleId: row.sale_id,
    slipNo: row.slip_no,
    slipCount: row.slip_count,
    commodity: row.commodity,
    categoryCode: row.category_code,
    category: { zh: row.title_zh ?? row.category_code, en: row.title_en ?? row.category_code },
    quantityMilli: row.quantity_milli,
    taxFen: row.tax_fen,
    totalFen: row.total_fen,
    priceVersion: {
      versionId: row.price_version_id,
      number: row.price_number,
      commodity: row.commodity,
      categoryCode: row.category_code,
      specHash: row.spec_hash,
    },
    caseId: row.case_id,
    settled: row.delivered,
  }));
}

export const paymentsOf = (tx: Tx, { siteId, drawerSessionId }: OfSession): Promise<PaidLine[]> =>
  tx.many(
    sql<{ documentId: string; direction: 'in' | 'out'; tender: Tender; amountFen: Money }>`
      select document_id as "documentId", direction, tender, amount_fen as "amountFen" from payment
      where site_id = ${siteId} and drawer_session_id = ${drawerSessionId} order by at, payment_id`,
  );

/** Reversals paid back in the session, and those of its own sales that were approved before it closed. */
export const reversalsOf = (tx: Tx, { siteId, drawerSessionId, closedAt }: OfSession) =>
  tx.many(
    sql<SlipContent['reversals'][number]>`select r.reversal_no as number, s.slip_no as "saleSlipNo",
        r.refund_fen as "refundFen", coalesce(r.drawer_session_id = ${drawerSessionId}, false) as "paidBackHere"
      from sale_reversal r join sale s on s.site_id = r.site_id and s.sale_id = r.sale_id
      where r.site_id = ${siteId} and (r.drawer_session_id = ${drawerSessionId}
        or (s.drawer_session_id = ${drawerSessionId} and s.reversed_at <= ${closedAt}))
      and r.state in ('approved', 'paid-back') order by r.reversal_no`,
  );

/** Prints of the session's slips after their first, made before it closed. */
export async function reprintsOf(tx: Tx, { siteId, drawerSessionId, closedAt }: OfSession): Promise<number> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*) as count from sale_print p
      join sale s on s.site_id = p.site_id and s.sale_id = p.sale_id
      where p.site_id = ${siteId} and s.drawer_session_id = ${drawerSessionId} and p.print_no > 1
        and p.at <= ${closedAt}`,
  );
  return count;
}

/** `series` is the one tills gives the session's slips. */
export async function numbersOf(tx: Tx, { siteId, drawerSessionId }: OfSession): Promise<SlipNumbers> {
  return tx.one(
    sql<SlipNumbers>`select min(slip_count) as first, max(slip_count) as last, count(*) as count,
        coalesce((select n.last from number_series n
          where n.site_id = ${siteId} and n.series = ${`slip.${drawerSessionId}`}), 0)::bigint as given
      from sale where site_id = ${siteId} and drawer_session_id = ${drawerSessionId}`,
  );
}

/** 'C12' by the case's id. */
export async function caseNumbers(
  tx: Tx,
  siteId: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await tx.many(
    q
      .selectFrom('case_file')
      .select(['case_id', 'case_no'])
      .where('site_id', '=', siteId)
      .where('case_id', 'in', wanted),
  );
  return new Map(rows.map((row) => [row.case_id, `C${row.case_no}`]));
}
