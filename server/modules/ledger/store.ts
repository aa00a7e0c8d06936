/** SQL of the ledger. The posting statement is one round trip: entry, lines and party balances, all rows coming back. */
import type { AccountSpec } from '../../../shared/ledger/chart.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';

export interface EntryRow {
  readonly site_id: string;
  readonly entry_id: string;
  readonly business_date: BusinessDate;
  readonly posted_at: Instant;
  readonly posted_by: string;
  readonly document_kind: string;
  readonly document_id: string;
  readonly text: string;
  readonly reverses_entry_id: string | null;
  readonly drawer_session_id: string | null;
}

export interface LineRow {
  readonly site_id: string;
  readonly entry_id: string;
  readonly line_no: number;
  readonly business_date: BusinessDate;
  readonly account_code: string;
  readonly party_id: string | null;
  readonly amount_fen: Money;
}

export interface EntryToPost {
  readonly entryId: string;
  readonly text: string;
  readonly reverses: string | null;
  readonly lines: readonly { readonly account: string; readonly party: string | null; readonly amount: Money }[];
}

/** What entries posted in one statement have in common: one event may be several entries. */
export interface PostingHead {
  readonly siteId: string;
  readonly businessDate: BusinessDate;
  readonly postedAt: Instant;
  readonly postedBy: string;
  readonly documentKind: string;
  readonly documentId: string;
  readonly drawerSessionId: string | null;
}

/**
 * Nothing is written, and nothing comes back, when the month is closed or not begun, the day is sealed, or an account
 * does not exist. Parties are locked in the order of their ids, so that two transfers cannot wait for each other.
 */
const POST = `
with period as materialized (
  select 1 from ledger_period where site_id = $1 and month = $2 and closed_at is null for share
), entry as (
  insert into ledger_entry (site_id, entry_id, business_date, posted_at, posted_by, document_kind, document_id, text,
    reverses_entry_id, drawer_session_id)
  select $1, e.id, $3, $4, $5, $6, $7, e.text, e.reverses, $8
  from period, unnest($9::uuid[], $10::text[], $11::uuid[]) as e(id, text, reverses)
  where not exists (select 1 from site_day where site_id = $1 and business_date = $3 and sealed_at is not null)
    and not exists (select 1 from unnest($14::text[]) as wanted(code) where not exists
      (select 1 from ledger_account a where a.site_id = $1 and a.account_code = wanted.code))
  returning *
), line as (
  insert into ledger_line (site_id, entry_id, line_no, business_date, account_code, party_id, amount_fen)
  select e.site_id, e.entry_id, l.no, e.business_date, l.account, l.party, l.amount
  from unnest($12::uuid[], $13::int[], $14::text[], $15::uuid[], $16::bigint[]) as l(entry, no, account, party, amount)
  join entry e on e.entry_id = l.entry
  returning *
), moved as (
  insert into ledger_party_balance as b (site_id, account_code, party_id, balance_fen)
  select site_id, account_code, party_id, sum(amount_fen) from line where party_id is not null
  group by site_id, account_code, party_id order by account_code, party_id
  on conflict (site_id, account_code, party_id) do update set balance_fen = b.balance_fen + excluded.balance_fen
)
select l.line_no, l.account_code, l.party_id, l.amount_fen, e.*
from line l join entry e on e.entry_id = l.entry_id order by array_position($9::uuid[], l.entry_id), l.line_no`;

export interface WrittenEntry {
  readonly entry: EntryRow;
  readonly lines: LineRow[];
}

/** One round trip, however many entries; undefined when nothing could be written. */
export async function insertEntries(
  tx: Tx,
  head: PostingHead,
  entries: readonly EntryToPost[],
): Promise<WrittenEntry[] | undefined> {
  const lines = entries.flatMap((entry) =>
    entry.lines.map((line, index) => ({ ...line, entryId: entry.entryId, no: index + 1 })),
  );
  const rows = await tx.prepared<EntryRow & LineRow>('ledger.post', POST, [
    head.siteId,
    head.businessDate.slice(0, 7),
    head.businessDate,
    head.postedAt,
    head.postedBy,
    head.documentKind,
    head.documentId,
    head.drawerSessionId,
    entries.map((entry) => entry.entryId),
    entries.map((entry) => entry.text),
    entries.map((entry) => entry.reverses),
    lines.map((line) => line.entryId),
    lines.map((line) => line.no),
    lines.map((line) => line.account),
    lines.map((line) => line.party),
    lines.map((line) => line.amount),
  ]);
  if (rows.length === 0) return undefined;
  return entries.map(({ entryId }) => apart(rows.filter((row) => row.entry_id === entryId)));
}

/** The joined rows of one entry as the rows of the two tables. */
function apart(rows: readonly (EntryRow & LineRow)[]): WrittenEntry {
  const { line_no: _no, account_code: _code, party_id: _party, amount_fen: _amount, ...entry } = rows[0]!;
  const lines = rows.map(({ site_id, entry_id, line_no, business_date, account_code, party_id, amount_fen }) => ({
    site_id,
    entry_id,
    line_no,
    business_date,
    account_code,
    party_id,
    amount_fen,
  }));
  return { entry, lines };
}

export async function findEntry(tx: Tx, siteId: string, entryId: string): Promise<EntryRow | undefined> {
  return tx.maybe(sql<EntryRow>`select * from ledger_entry where site_id = ${siteId} and entry_id = ${entryId}`);
}

export async function linesOf(tx: Tx, siteId: string, entryId: string): Promise<LineRow[]> {
  return tx.many(
    sql<LineRow>`select * from ledger_line where site_id = ${siteId} and entry_id = ${entryId} order by line_no`,
  );
}

/** The entry that reverses this one, if any. */
export async function reversalOf(tx: Tx, siteId: string, entryId: string): Promise<string | null> {
  const row = await tx.maybe(
    sql<{ entry_id: string }>`select entry_id from ledger_entry
      where site_id = ${siteId} and reverses_entry_id = ${entryId}`,
  );
  return row?.entry_id ?? null;
}

export interface PeriodRow {
  readonly site_id: string;
  readonly month: string;
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
  readonly closed_by: string | null;
}

/** The month's row, made when it is the first time; it comes back locked against closing. */
export async function openPeriod(tx: Tx, siteId: string, month: string, now: Instant): Promise<PeriodRow> {
  const made = await tx.many(
    sql<PeriodRow>`insert into ledger_period (site_id, month, opened_at) values (${siteId}, ${month}, ${now})
      on conflict do nothing returning *`,
  );
  tx.kept('ledger_period', made as never);
  return tx.one(sql<PeriodRow>`select * from ledger_period where site_id = ${siteId} and month = ${month} for share`);
}

/** Locks the month against posting. */
export async function lockPeriod(tx: Tx, siteId: string, month: string): Promise<PeriodRow | undefined> {
  return tx.maybe(
    sql<PeriodRow>`select * from ledger_period where site_id = ${siteId} and month = ${month} for update`,
  );
}

export async function closePeriodRow(tx: Tx, closing: PeriodRow & { closed_at: Instant }): Promise<PeriodRow> {
  const row = await tx.one(
    sql<PeriodRow>`update ledger_period set closed_at = ${closing.closed_at}, closed_by = ${closing.closed_by}
      where site_id = ${closing.site_id} and month = ${closing.month} returning *`,
  );
  tx.kept('ledger_period', [row as never]);
  return row;
}

export async function insertAccounts(
  tx: Tx,
  siteId: string,
  accounts: readonly AccountSpec[],
  now: Instant,
): Promise<void> {
  const rows = await tx.many(
    sql<Record<string, unknown>>`insert into ledger_account
      (site_id, account_code, name_zh, name_en, kind, party, opened_at)
      select ${siteId}, a.code, a.zh, a.en, a.kind, a.party, ${now}
      from unnest(${accounts.map((account) => account.code)}::text[], ${accounts.map((account) => account.name.zh)}::text[],
        ${accounts.map((account) => account.name.en)}::text[], ${accounts.map((account) => account.kind)}::text[],
        ${accounts.map((account) => account.party)}::boolean[]) as a(code, zh, en, kind, party)
      order by a.code on conflict do nothing returning *`,
  );
  tx.kept('ledger_account', rows);
}

export async function isSealed(tx: Tx, siteId: string, date: BusinessDate): Promise<boolean> {
  const rows = await tx.many(
    sql`select 1 from site_day where site_id = ${siteId} and business_date = ${date} and sealed_at is not null`,
  );
  return rows.length > 0;
}
