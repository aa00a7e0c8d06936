/** Rows of slip books and of the paper numbers used, and how the pages see them. */
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import type { Commodity, Milli } from '../../../../shared/values/quantity.ts';
import { type PaperSlipView, paperNumberOf, type SlipBookView } from '../../../../shared/vending/paper.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { bookActs } from '../paper-acts.ts';

const bookQuery = (siteId: string) => q.selectFrom('slip_book').selectAll().where('site_id', '=', siteId);
const readBooks = (tx: Tx, query: ReturnType<typeof bookQuery>) => tx.many(query);
export type BookRow = Awaited<ReturnType<typeof readBooks>>[number];

/** 'A-000001—A-000050', as the cover says. */
export const bookNumberOf = (book: Pick<BookRow, 'series' | 'first_no' | 'last_no'>): string =>
  `${paperNumberOf(book.series, book.first_no)}—${paperNumberOf(book.series, book.last_no)}`;

export async function lockBook(tx: Tx, siteId: string, bookId: string): Promise<BookRow> {
  return (await tx.maybe(bookQuery(siteId).where('book_id', '=', bookId).forUpdate())) ?? refuse('record.not_found');
}

export const overlapping = (
  tx: Tx,
  siteId: string,
  wanted: { readonly series: string; readonly firstNo: number; readonly lastNo: number },
): Promise<BookRow | undefined> =>
  tx.maybe(
    bookQuery(siteId)
      .where('series', '=', wanted.series)
      .where('first_no', '<=', wanted.lastNo)
      .where('last_no', '>=', wanted.firstNo)
      .orderBy('first_no')
      .limit(1),
  );

interface UsedRow {
  readonly paper_no: number;
  readonly fate: 'sold' | 'spoiled';
}

export const usedNumbers = (tx: Tx, siteId: string, bookId: string): Promise<UsedRow[]> =>
  tx.many(
    sql<UsedRow>`select paper_no, fate from paper_slip where site_id = ${siteId} and book_id = ${bookId}
      order by paper_no`,
  );

interface BookFilter {
  readonly state?: 'issued' | 'returned' | undefined;
  readonly holderId?: string | undefined;
  readonly bookId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Latest first. */
export async function bookViews(tx: Tx, actor: Actor, filter: BookFilter): Promise<SlipBookView[]> {
  const { siteId } = actor;
  let found = bookQuery(siteId);
  if (filter.state !== undefined) found = found.where('state', '=', filter.state);
  if (filter.holderId !== undefined) found = found.where('holder_id', '=', filter.holderId);
  if (filter.bookId !== undefined) found = found.where('book_id', '=', filter.bookId);
  if (filter.after !== undefined) found = found.where('book_id', '<', filter.after);
  const rows = await tx.many(found.orderBy('book_id', 'desc').limit(filter.limit));
  const ids = rows.map((row) => row.book_id);
  const used = await tx.many(
    sql<{ book_id: string; sold: number; spoiled: number; numbers: number[] }>`select book_id,
        count(*) filter (where fate = 'sold')::integer as sold,
        count(*) filter (where fate = 'spoiled')::integer as spoiled, array_agg(paper_no order by paper_no) as numbers
      from paper_slip where site_id = ${siteId} and book_id = any(${ids}::uuid[]) group by book_id`,
  );
  const byBook = new Map(used.map((row) => [row.book_id, row]));
  const names = await personNames(
    tx,
    siteId,
    rows.flatMap((row) => [row.holder_id, row.issued_by, ...(row.returned_to === null ? [] : [row.returned_to])]),
  );
  const cases = await caseNumbersOf(tx, siteId, rows);
  return rows.map((row) => {
    const numbers = byBook.get(row.book_id);
    return {
      id: row.book_id,
      number: bookNumberOf(row),
      series: row.series,
      firstNo: row.first_no,
      lastNo: row.last_no,
      holderId: row.holder_id,
      holderName: names.get(row.holder_id) ?? '',
      issuedByName: names.get(row.issued_by) ?? '',
      issuedAt: row.issued_at,
      state: row.state as SlipBookView['state'],
      sold: numbers?.sold ?? 0,
      spoiled: numbers?.spoiled ?? 0,
      missing: missingOf(row, numbers?.numbers ?? []).map((no) => paperNumberOf(row.series, no)),
      returnedAt: row.returned_at,
      returnedToName: row.returned_to === null ? null : (names.get(row.returned_to) ?? ''),
      firstUnusedNo: row.first_unused_no,
      caseNumber: row.case_id === null ? null : (cases.get(row.case_id) ?? null),
      can: bookActs(actor, { holderId: row.holder_id, state: row.state }),
    };
  });
}

/** After the return, what was found missing; before it, the numbers skipped so far. */
function missingOf(book: BookRow, used: readonly number[]): readonly number[] {
  if (book.missing !== null) return book.missing;
  const highest = used.at(-1) ?? book.first_no - 1;
  return skipped(book.first_no, highest, used);
}

/** Numbers from `first` to `last` that are not among `used`. */
export function skipped(first: number, last: number, used: readonly number[]): number[] {
  const there = new Set(used);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index).filter(
    (number) => !there.has(number),
  );
}

async function caseNumbersOf(
  tx: Tx,
  siteId: string,
  rows: readonly { readonly case_id: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap((row) => (row.case_id === null ? [] : [row.case_id]));
  const found = await tx.many(
    sql<{ case_id: string; case_no: number }>`select case_id, case_no from case_file
      where site_id = ${siteId} and case_id = any(${ids}::uuid[])`,
  );
  return new Map(found.map((row) => [row.case_id, `C${row.case_no}`]));
}

export interface PaperFilter {
  readonly bookId?: string | undefined;
  readonly saleId?: string | undefined;
  readonly holderId?: string | undefined;
  readonly fate?: PaperSlipView['fate'] | undefined;
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  readonly after?: { readonly series: string; readonly paperNo: number } | undefined;
  readonly number?: { readonly series: string; readonly paperNo: number } | undefined;
  readonly limit: number;
}

interface PaperRow {
  readonly series: string;
  readonly paper_no: number;
  readonly book_id: string;
  readonly fate: 'sold' | 'spoiled';
  readonly written_at: Instant;
  readonly reason: string;
  readonly incident_no: number | null;
  readonly sale_id: string | null;
  readonly slip_no: string | null;
  readonly commodity: Commodity | null;
  readonly total_fen: Money | null;
  readonly paper_quantity_milli: Milli | null;
  readonly quantity_milli: Milli | null;
  readonly same_price: boolean | null;
  readonly case_no: number | null;
  readonly business_date: BusinessDate;
  readonly at: Instant;
  readonly person_id: string;
}

/** By series and number. */
export async function paperViews(tx: Tx, siteId: string, filter: PaperFilter): Promise<PaperSlipView[]> {
  const { bookId = null, saleId = null, holderId = null, fate = null, from = null, to = null } = filter;
  const { after, number } = filter;
  const rows = await tx.many(
    sql<PaperRow>`select p.series, p.paper_no, p.book_id, p.fate, p.written_at, p.reason, i.case_no as incident_no,
        p.sale_id, s.slip_no, s.commodity, s.total_fen, p.paper_quantity_milli, s.quantity_milli,
        p.price_then_id is not distinct from s.price_version_id as same_price, c.case_no, p.business_date, p.at, p.person_id
      from paper_slip p
      join slip_book b on b.site_id = p.site_id and b.book_id = p.book_id
      left join sale s on s.site_id = p.site_id and s.sale_id = p.sale_id
      left join case_file i on i.site_id = p.site_id and i.case_id = p.incident_id
      left join case_file c on c.site_id = p.site_id and c.case_id = p.case_id
      where p.site_id = ${siteId}
        and (${bookId}::uuid is null or p.book_id = ${bookId}::uuid)
        and (${saleId}::uuid is null or p.sale_id = ${saleId}::uuid)
        and (${holderId}::uuid is null or b.holder_id = ${holderId}::uuid)
        and (${fate}::text is null or p.fate = ${fate}::text)
        and (${from}::date is null or p.business_date >= ${from}::date)
        and (${to}::date is null or p.business_date <= ${to}::date)
        and (${number?.series ?? null}::text is null
          or (p.series = ${number?.series ?? null}::text and p.paper_no = ${number?.paperNo ?? null}::integer))
        and (${after?.series ?? null}::text is null
          or (p.series, p.paper_no) > (${after?.series ?? null}::text, ${after?.paperNo ?? null}::integer))
      order by p.series, p.paper_no limit ${filter.limit}`,
  );
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    id: `${row.series}-${row.paper_no}`,
    number: paperNumberOf(row.series, row.paper_no),
    bookId: row.book_id,
    fate: row.fate,
    writtenAt: row.written_at,
    enteredAt: row.at,
    businessDate: row.business_date,
    personName: names.get(row.person_id) ?? '',
    reason: row.reason,
    incidentNumber: row.incident_no === null ? null : `I${row.incident_no}`,
    saleId: row.sale_id,
    slipNo: row.slip_no,
    commodity: row.commodity,
    totalFen: row.total_fen,
    paperQuantityMilli: row.paper_quantity_milli,
    soldQuantityMilli: row.quantity_milli,
    samePrice: row.fate === 'sold' ? row.same_price : null,
    caseNumber: row.case_no === null ? null : `C${row.case_no}`,
  }));
}
