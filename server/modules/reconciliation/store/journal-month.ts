/**
 * What a month's cash comes to, read from the movements of the drawers and the lines of the safe's account. Receipts
 * and payments each stand by themselves. Beside each place stands the ledger's own balance, from its own rows.
 */
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import type { JournalMonth, JournalPlace } from '../../../../shared/reconciliation/journal-month.ts';
import { sheetNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { STATES_BALANCE } from '../../../../shared/tills/movement.ts';
import { type BusinessDate, daysOfMonth } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { houseOf } from '../../posts/index.ts';
import type { Month } from './month.ts';

interface PlaceRow {
  readonly code: string;
  readonly name: string;
  readonly opening: Money;
  readonly lines: number;
  readonly receipt: Money;
  readonly payment: Money;
  readonly closing: Money;
  readonly ledger: Money;
}

const placeOf = (row: PlaceRow, name: JournalPlace['name']): JournalPlace => ({
  code: row.code,
  name,
  openingFen: row.opening,
  lines: row.lines,
  receiptFen: row.receipt,
  paymentFen: row.payment,
  closingFen: row.closing,
  ledgerFen: row.ledger,
});

/** Every drawer that held or moved cash until the month's end. */
async function drawerPlaces(tx: Tx, { siteId, from, to }: Month): Promise<JournalPlace[]> {
  const still = [...STATES_BALANCE];
  const rows = await tx.many(
    sql<PlaceRow>`select d.code, d.name,
        coalesce((select m.cash_after_fen from drawer_movement m where m.site_id = d.site_id
          and m.drawer_id = d.drawer_id and m.business_date < ${from}::date
          order by m.drawer_session_id desc, m.seq desc limit 1), 0)::bigint as opening,
        moved.lines, moved.receipt, moved.payment,
        coalesce((select m.cash_after_fen from drawer_movement m where m.site_id = d.site_id
          and m.drawer_id = d.drawer_id and m.business_date <= ${to}::date
          order by m.drawer_session_id desc, m.seq desc limit 1), 0)::bigint as closing,
        coalesce((select sum(l.amount_fen) from ledger_line l where l.site_id = d.site_id
          and l.account_code = d.account_code and l.business_date <= ${to}::date), 0)::bigint as ledger
      from drawer d cross join lateral (
        select count(*)::integer as lines,
          coalesce(sum(m.amount_fen) filter (where m.amount_fen > 0), 0)::bigint as receipt,
          coalesce(-sum(m.amount_fen) filter (where m.amount_fen < 0), 0)::bigint as payment
        from drawer_movement m where m.site_id = d.site_id and m.drawer_id = d.drawer_id
          and m.business_date between ${from}::date and ${to}::date and m.kind <> all(${still}::text[])) moved
      where d.site_id = ${siteId} and exists (select 1 from drawer_movement m where m.site_id = d.site_id
        and m.drawer_id = d.drawer_id and m.business_date <= ${to}::date)
      order by d.code`,
  );
  return rows.map((row) => placeOf(row, { zh: row.name, en: row.name }));
}

/** The safe has no movements of its own: its journal is its account, line by line. */
async function safePlace(tx: Tx, { siteId, from, to }: Month): Promise<JournalPlace> {
  const row = await tx.one(
    sql<PlaceRow>`select 'safe' as code, '' as name,
        coalesce(sum(amount_fen) filter (where business_date < ${from}::date), 0)::bigint as opening,
        count(*) filter (where business_date >= ${from}::date)::integer as lines,
        coalesce(sum(amount_fen) filter (where amount_fen > 0 and business_date >= ${from}::date), 0)::bigint as receipt,
        coalesce(-sum(amount_fen) filter (where amount_fen < 0 and business_date >= ${from}::date), 0)::bigint as payment,
        coalesce(sum(amount_fen), 0)::bigint as closing, coalesce(sum(amount_fen), 0)::bigint as ledger
      from ledger_line where site_id = ${siteId} and account_code = ${ACCOUNTS.safe} and business_date <= ${to}::date`,
  );
  return placeOf(row, { zh: '保险柜', en: 'Safe' });
}

const daysWithCash = (tx: Tx, { siteId, from, to }: Month) =>
  tx.many(
    sql<{ business_date: BusinessDate; number: number | null; lines: number; receipt: Money; payment: Money }>`
      select m.business_date, max(s.number) as number, count(*)::integer as lines,
        coalesce(sum(m.amount_fen) filter (where m.amount_fen > 0), 0)::bigint as receipt,
        coalesce(-sum(m.amount_fen) filter (where m.amount_fen < 0), 0)::bigint as payment
      from drawer_movement m
      left join day_sheet s on s.site_id = m.site_id and s.business_date = m.business_date
      where m.site_id = ${siteId} and m.business_date between ${from}::date and ${to}::date
        and m.kind <> all(${[...STATES_BALANCE]}::text[])
      group by m.business_date order by m.business_date`,
  );

export async function journalMonth(tx: Tx, siteId: string, month: string): Promise<JournalMonth> {
  const range: Month = { siteId, ...daysOfMonth(month) };
  const days = await daysWithCash(tx, range);
  const house = await houseOf(tx, siteId);
  return {
    format: 'zhishou-journal-month-1',
    site: siteId,
    house: house.name,
    month,
    places: [...(await drawerPlaces(tx, range)), await safePlace(tx, range)],
    days: days.map((day) => ({
      businessDate: day.business_date,
      sheetNo: day.number === null ? '' : sheetNumberOf(day.number),
      lines: day.lines,
      receiptFen: day.receipt,
      paymentFen: day.payment,
    })),
  };
}

/** The earliest month in which a drawer was open or the safe moved, and which is not settled; null when there is none. */
export async function monthToSettle(tx: Tx, siteId: string): Promise<string | null> {
  const { month } = await tx.one(
    sql<{ month: string | null }>`select min(moved.month) as month from (
        select to_char(business_date, 'YYYY-MM') as month from drawer_session where site_id = ${siteId}
        union select to_char(business_date, 'YYYY-MM') from ledger_line
          where site_id = ${siteId} and account_code = ${ACCOUNTS.safe}) moved
      where not exists (select 1 from journal_settlement j where j.site_id = ${siteId} and j.month = moved.month)`,
  );
  return month;
}
