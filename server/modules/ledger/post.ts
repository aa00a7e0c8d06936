/**
 * Posting: the only way a line comes into the books, and the only way it is taken back, which is another entry.
 * The ledger knows no document: whoever posts hands down finished lines.
 */
import { type AccountSpec, chartAccount } from '../../../shared/ledger/chart.ts';
import { type BusinessDate, type Instant, monthOf } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen, type Money } from '../../../shared/values/money.ts';
import { sql } from '../../platform/db/query.ts';
import { sqlState, type Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert, refuse } from '../../platform/operations/refuse.ts';
import { composeLines, type EntryLine, mirror, type NewEntry } from './rules/entry.ts';
import {
  type EntryToPost,
  findEntry,
  insertAccounts,
  insertEntries,
  isSealed,
  linesOf,
  openPeriod,
  type PostingHead,
  reversalOf,
  type WrittenEntry,
} from './store.ts';

export interface PostedEntry {
  readonly entryId: string;
  readonly businessDate: BusinessDate;
  readonly postedAt: Instant;
  readonly reversesEntryId: string | null;
  readonly lines: readonly EntryLine[];
}

/**
 * Posts one balanced entry; one round trip once month and accounts exist. Refuses `ledger.period_closed` and
 * `ledger.day_sealed`; an entry out of balance or on an unknown account is a bug.
 */
export function post(tx: Tx, actor: Actor, entry: NewEntry): Promise<PostedEntry> {
  return write(tx, actor, entry, null);
}

export interface ReversalWords {
  readonly businessDate: BusinessDate;
  readonly now: Instant;
  readonly text: string;
  /** The document that orders the reversal; without it, the document of the entry that is reversed. */
  readonly document?: NewEntry['document'];
  readonly drawerSessionId?: string | null;
}

/**
 * Posts the linked counter-entry. Refuses `record.not_found`, `ledger.already_reversed`, `ledger.entry_is_reversal`
 * and what `post` refuses.
 */
export async function reverse(tx: Tx, actor: Actor, entryId: string, words: ReversalWords): Promise<PostedEntry> {
  const original = (await findEntry(tx, actor.siteId, entryId)) ?? refuse('record.not_found');
  if (original.reverses_entry_id !== null) refuse('ledger.entry_is_reversal');
  if ((await reversalOf(tx, actor.siteId, entryId)) !== null) refuse('ledger.already_reversed');
  const lines = (await linesOf(tx, actor.siteId, entryId)).map(lineOfRow);
  const entry: NewEntry = {
    businessDate: words.businessDate,
    now: words.now,
    document: words.document ?? { kind: original.document_kind, id: original.document_id },
    text: words.text,
    lines: mirror(lines),
    drawerSessionId: words.drawerSessionId ?? null,
  };
  try {
    return await write(tx, actor, entry, entryId);
  } catch (error) {
    // Somebody reversed it between our look and our writing.
    if (sqlState(error) === '23505') refuse('ledger.already_reversed');
    throw error;
  }
}

/**
 * Posts several entries of one event (same document, day and drawer) in one round trip; none or all are written.
 * Refuses what `post` refuses.
 */
export function postTogether(
  tx: Tx,
  actor: Actor,
  event: Event,
  entries: readonly EventEntry[],
): Promise<PostedEntry[]> {
  return writeAll(
    tx,
    actor,
    event,
    entries.map((entry) => ({ ...entry, reverses: null })),
  );
}

async function write(tx: Tx, actor: Actor, entry: NewEntry, reverses: string | null): Promise<PostedEntry> {
  const [posted] = await writeAll(tx, actor, entry, [{ ...entry, reverses }]);
  return posted!;
}

type Event = Pick<NewEntry, 'businessDate' | 'now' | 'document' | 'drawerSessionId'>;
type EventEntry = Pick<NewEntry, 'entryId' | 'text' | 'lines'>;

async function writeAll(
  tx: Tx,
  actor: Actor,
  event: Event,
  entries: readonly (EventEntry & { readonly reverses: string | null })[],
): Promise<PostedEntry[]> {
  const head: PostingHead = {
    siteId: actor.siteId,
    businessDate: event.businessDate,
    postedAt: event.now,
    postedBy: actor.personId,
    documentKind: event.document.kind,
    documentId: event.document.id,
    drawerSessionId: event.drawerSessionId ?? null,
  };
  const toPost: EntryToPost[] = entries.map((entry) => ({
    entryId: entry.entryId ?? newId(),
    text: entry.text,
    reverses: entry.reverses,
    lines: composeLines(entry.lines),
  }));
  const written = (await insertEntries(tx, head, toPost)) ?? (await prepareThenInsert(tx, head, toPost));
  tx.touch('ledger');
  return written.map(({ entry, lines }) => {
    tx.kept('ledger_entry', [{ ...entry }]);
    tx.kept(
      'ledger_line',
      lines.map((line) => ({ ...line })),
    );
    return {
      entryId: entry.entry_id,
      businessDate: entry.business_date,
      postedAt: entry.posted_at,
      reversesEntryId: entry.reverses_entry_id,
      lines: lines.map(lineOfRow),
    };
  });
}

/** The way of the first entry in a month or on an account, and of those that must be refused. */
async function prepareThenInsert(tx: Tx, head: PostingHead, entries: readonly EntryToPost[]): Promise<WrittenEntry[]> {
  const { siteId, businessDate: date, postedAt: now } = head;
  if (await isSealed(tx, siteId, date)) refuse('ledger.day_sealed', { date });
  const period = await openPeriod(tx, siteId, monthOf(date), now);
  if (period.closed_at !== null) refuse('ledger.period_closed', { month: period.month });
  const accounts = [...new Set(entries.flatMap((entry) => entry.lines.map((line) => line.account)))];
  await insertAccounts(
    tx,
    siteId,
    accounts.map(chartAccount).filter((account) => account !== undefined),
    now,
  );
  const written = await insertEntries(tx, head, entries);
  assert(written !== undefined, `nothing could be posted on ${accounts.join(', ')}: is an account missing?`);
  return written;
}

const lineOfRow = (row: { account_code: string; party_id: string | null; amount_fen: Money }): EntryLine => ({
  account: row.account_code,
  party: row.party_id,
  amount: row.amount_fen,
});

/** Makes the account if it does not exist; its name and kind never change afterwards. */
export async function ensureAccount(tx: Tx, siteId: string, account: AccountSpec, now: Instant): Promise<void> {
  await insertAccounts(tx, siteId, [account], now);
}

/** What a party has on an account (debit positive): a customer's credit on 2203 is negative. */
export async function partyBalance(
  tx: Tx,
  siteId: string,
  of: { readonly account: string; readonly party: string },
  options: { readonly lock?: boolean } = {},
): Promise<Money> {
  const lock = options.lock === true ? sql`for update` : sql``;
  const row = await tx.maybe(
    sql<{ balance_fen: Money }>`select balance_fen from ledger_party_balance
      where site_id = ${siteId} and account_code = ${of.account} and party_id = ${of.party} ${lock}`,
  );
  return row?.balance_fen ?? fen(0);
}

/** An account's balance from its lines, debit positive: all of them, or up to the end of a day. */
export async function accountBalance(tx: Tx, siteId: string, account: string, until?: BusinessDate): Promise<Money> {
  const limit = until === undefined ? sql`` : sql`and business_date <= ${until}`;
  const row = await tx.one(
    sql<{ balance: Money | null }>`select sum(amount_fen)::bigint as balance from ledger_line
      where site_id = ${siteId} and account_code = ${account} ${limit}`,
  );
  return row.balance ?? fen(0);
}
