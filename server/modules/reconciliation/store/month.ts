/**
 * The month's figures, each read from the rows it is about: days from their sheets, trade from sales, money from
 * payments and ledger, credit from its movements, use from readings. None comes through another one's totals.
 */
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { Tender } from '../../../../shared/payments/tender.ts';
import type { MonthContent } from '../../../../shared/reconciliation/month.ts';
import { bundleNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { sheetNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { addDays, type BusinessDate, type Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import type { Commodity, Milli } from '../../../../shared/values/quantity.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { accountBalance } from '../../ledger/index.ts';
import { priceAt } from '../../prices/index.ts';
import { recomputes, type VersionInForce } from '../rules/recompute.ts';
import { dueSlips } from './remittances.ts';

export interface Month {
  readonly siteId: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export async function daysOf(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['days']> {
  const rows = await tx.many(
    sql<{
      business_date: BusinessDate;
      number: number;
      received_fen: Money;
      refunded_fen: Money;
      over_fen: Money;
      short_fen: Money;
      day_digest: string;
    }>`select business_date, number, received_fen, refunded_fen, over_fen, short_fen, day_digest from day_sheet
      where site_id = ${siteId} and business_date between ${from} and ${to} order by business_date`,
  );
  return rows.map((row) => ({
    businessDate: row.business_date,
    sheetNo: sheetNumberOf(row.number),
    receivedFen: row.received_fen,
    refundedFen: row.refunded_fen,
    overFen: row.over_fen,
    shortFen: row.short_fen,
    digest: row.day_digest,
  }));
}

/** The first day of the month that had a drawer open and has no sheet. */
export async function dayWithoutSheet(tx: Tx, { siteId, from, to }: Month): Promise<BusinessDate | null> {
  const row = await tx.one(
    sql<{ day: BusinessDate | null }>`select min(d.business_date) as day from drawer_session d
      where d.site_id = ${siteId} and d.business_date between ${from} and ${to}
        and not exists (select 1 from day_sheet s where s.site_id = d.site_id and s.business_date = d.business_date)`,
  );
  return row.day;
}

export async function tradeOf(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['trade']> {
  const rows = await tx.many(
    sql<{
      commodity: Commodity;
      category_code: string;
      title_zh: string | null;
      title_en: string | null;
      count: number;
      quantity: Milli;
      energy: Money;
      tax: Money;
    }>`select s.commodity, s.category_code, u.title_zh, u.title_en, count(*) as count,
        coalesce(sum(s.quantity_milli), 0)::bigint as quantity, sum(s.energy_fen)::bigint as energy,
        sum(s.tax_fen)::bigint as tax
      from sale s left join user_category u on u.site_id = s.site_id and u.category_code = s.category_code
      where s.site_id = ${siteId} and s.business_date between ${from} and ${to}
      group by 1, 2, 3, 4 order by 1, 2`,
  );
  return rows.map((row) => ({
    commodity: row.commodity,
    categoryCode: row.category_code,
    category: { zh: row.title_zh ?? row.category_code, en: row.title_en ?? row.category_code },
    count: row.count,
    quantityMilli: row.quantity,
    energyFen: row.energy,
    taxFen: row.tax,
  }));
}

export const tendersOf = (tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['tenders']> =>
  tx.many(
    sql<{ tender: Tender; receivedFen: Money; refundedFen: Money }>`select tender,
        coalesce(sum(amount_fen) filter (where direction = 'in'), 0)::bigint as "receivedFen",
        coalesce(sum(amount_fen) filter (where direction = 'out'), 0)::bigint as "refundedFen"
      from payment where site_id = ${siteId} and business_date between ${from} and ${to}
      group by tender order by tender`,
  );

export async function remittancesOf(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['remittances']> {
  const sums = await tx.one(
    sql<{ count: number; amount: Money; confirmed: Money }>`select count(*) as count,
        coalesce(sum(amount_fen), 0)::bigint as amount, coalesce(sum(confirmed_fen), 0)::bigint as confirmed
      from remittance where site_id = ${siteId} and business_date between ${from} and ${to}`,
  );
  const due = (await dueSlips(tx, siteId)).filter(({ row }) => row.business_date >= from && row.business_date <= to);
  return {
    count: sums.count,
    amountFen: sums.amount,
    confirmedFen: sums.confirmed,
    inTransitFen: await accountBalance(tx, siteId, ACCOUNTS.inTransit, to),
    safeFen: await accountBalance(tx, siteId, ACCOUNTS.safe, to),
    unremittedFen: due.reduce((sum, { dueFen }) => (sum + dueFen) as Money, 0 as Money),
  };
}

interface SaleRow {
  readonly slip_no: string;
  readonly commodity: Commodity;
  readonly category_code: string;
  readonly price_version_id: string;
  readonly spec_hash: string;
  readonly paid_at: Instant;
  readonly already_milli: Milli;
  readonly quantity_milli: Milli | null;
  readonly energy_fen: Money;
  readonly net_fen: Money;
  readonly tax_fen: Money;
}

/** Each sale against the version that was in force when it was paid; which ones differ, by slip number. */
export async function recompute(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['recomputed']> {
  const sales = await tx.many(
    sql<SaleRow>`select slip_no, commodity, category_code, price_version_id, spec_hash, paid_at, already_milli,
        quantity_milli, energy_fen, net_fen, tax_fen
      from sale where site_id = ${siteId} and business_date between ${from} and ${to} order by paid_at, sale_id`,
  );
  const differing: string[] = [];
  const inForce = new Map<string, { readonly version: VersionInForce; readonly versionId: string } | null>();
  for (const sale of sales) {
    // Prices change rarely: the version in force is asked once for each category and minute.
    const key = `${sale.commodity}|${sale.category_code}|${sale.paid_at.slice(0, 16)}|${sale.price_version_id}`;
    let found = inForce.get(key);
    if (found === undefined) {
      const price = await priceAt(
        tx,
        siteId,
        { commodity: sale.commodity, categoryCode: sale.category_code },
        sale.paid_at,
      );
      found = price === undefined ? null : { version: price, versionId: price.versionId };
      inForce.set(key, found);
    }
    const version = found?.versionId === sale.price_version_id ? found.version : null;
    const reckoned = recomputes(
      {
        slipNo: sale.slip_no,
        specHash: sale.spec_hash,
        alreadyMilli: sale.already_milli,
        quantityMilli: sale.quantity_milli,
        energyFen: sale.energy_fen,
        netFen: sale.net_fen,
        taxFen: sale.tax_fen,
      },
      version,
    );
    if (!reckoned) differing.push(sale.slip_no);
  }
  return { sales: sales.length, differing };
}

/** Sold and delivered, against credit issued by the meters' own movements, and what the registers moved by. */
export async function creditOf(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['credit']> {
  const after = addDays(to, 1);
  return tx.many(
    sql<MonthContent['credit'][number]>`with zone as (select time_zone from site where site_id = ${siteId}),
      sold as (
        select commodity, credit_unit as unit,
          coalesce(sum(credit_amount) filter (where delivered_at is not null), 0)::bigint as amount,
          coalesce(sum(energy_fen) filter (where delivered_at is null and reversed_at is null), 0)::bigint as waiting
        from sale where site_id = ${siteId} and business_date between ${from} and ${to} group by 1, 2),
      issued as (
        select m.commodity, v.unit, sum(v.amount)::bigint as amount
        from credit_movement v
        join meter m on m.site_id = v.site_id and m.meter_id = v.meter_id
        join sale s on s.site_id = v.site_id and s.sale_id = v.document_id
        where v.site_id = ${siteId} and v.kind = 'purchase' and s.business_date between ${from} and ${to} group by 1, 2),
      used as (
        select m.commodity, sum(r.used_milli)::bigint as milli
        from reading r join meter m on m.site_id = r.site_id and m.meter_id = r.meter_id, zone
        where r.site_id = ${siteId} and r.register = 'total'
          and r.read_at >= (${from}::date::timestamp at time zone zone.time_zone)
          and r.read_at < (${after}::date::timestamp at time zone zone.time_zone) group by 1)
      select coalesce(sold.commodity, issued.commodity) as commodity, coalesce(sold.unit, issued.unit) as unit,
        coalesce(sold.amount, 0)::bigint as "soldAmount", coalesce(issued.amount, 0)::bigint as "issuedAmount",
        coalesce(sold.waiting, 0)::bigint as "undeliveredFen", coalesce(used.milli, 0)::bigint as "usedMilli"
      from sold full join issued on issued.commodity = sold.commodity and issued.unit = sold.unit
      left join used on used.commodity = coalesce(sold.commodity, issued.commodity)
      order by 1, 2`,
  ) as Promise<(MonthContent['credit'][number] & { unit: CreditUnit })[]>;
}

export async function bundlesOf(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['bundles']> {
  const rows = await tx.many(
    sql<{ number: number; state: string; case_no: number | null }>`select b.number, b.state, c.case_no
      from weekly_bundle b left join case_file c on c.site_id = b.site_id and c.case_id = b.case_id
      where b.site_id = ${siteId} and b.from_date <= ${to} and b.to_date >= ${from} order by b.number`,
  );
  return rows.map((row) => ({
    number: bundleNumberOf(row.number),
    state: row.state,
    caseNumber: row.case_no === null ? null : `C${row.case_no}`,
  }));
}

/** Cases of differences opened in the month. */
export async function casesOf(tx: Tx, { siteId, from, to }: Month): Promise<MonthContent['cases']> {
  const rows = await tx.many(
    sql<{ case_no: number; subject: string; state: string; amount_fen: Money | null }>`select c.case_no, c.subject,
        c.state, c.amount_fen
      from case_file c join site s on s.site_id = c.site_id
      where c.site_id = ${siteId} and c.kind = 'case'
        and (c.opened_at at time zone s.time_zone)::date between ${from} and ${to} order by c.case_no`,
  );
  return rows.map((row) => ({
    number: `C${row.case_no}`,
    subject: row.subject,
    state: row.state,
    amountFen: row.amount_fen,
  }));
}

/** What the ledger says of the month: receipts by tender accounts, and income. */
export async function ledgerSums(tx: Tx, { siteId, from, to }: Month): Promise<{ income: Money; paidIn: Money }> {
  return tx.one(
    sql<{ income: Money; paidIn: Money }>`select
        coalesce(-sum(l.amount_fen) filter (where (l.account_code like '6001.%' or l.account_code = '2221.output')
          and e.document_kind = 'sale'), 0)::bigint as income,
        coalesce(sum(l.amount_fen) filter (where l.amount_fen > 0 and e.document_kind = 'sale'
          and (l.account_code like '1001.%' or l.account_code like '1015.%')), 0)::bigint as "paidIn"
      from ledger_line l join ledger_entry e on e.site_id = l.site_id and e.entry_id = l.entry_id
      where l.site_id = ${siteId} and l.business_date between ${from} and ${to}`,
  );
}

export async function slipSums(tx: Tx, { siteId, from, to }: Month): Promise<{ received: Money; refunded: Money }> {
  return tx.one(
    sql<{ received: Money; refunded: Money }>`select coalesce(sum(received_fen), 0)::bigint as received,
        coalesce(sum(refunded_fen), 0)::bigint as refunded
      from daily_slip where site_id = ${siteId} and business_date between ${from} and ${to}`,
  );
}
