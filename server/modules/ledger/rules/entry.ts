/**
 * What an entry is, decided without a database: amounts, sides, parties. An entry that does not balance is a bug of
 * the document that built it, so it is an assertion and never a refusal.
 */
import { aliasOf, chartAccount } from '../../../../shared/ledger/chart.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { addMoney, fen, type Money, negate } from '../../../../shared/values/money.ts';
import { assert } from '../../../platform/operations/refuse.ts';

/** Debit is positive, credit negative. */
export interface EntryLine {
  readonly account: string;
  readonly amount: Money;
  /** Whose balance moves; exactly on accounts that are kept per party. */
  readonly party: string | null;
}

export interface NewEntry {
  readonly businessDate: BusinessDate;
  readonly now: Instant;
  /** The document that caused the entry: its kind in kebab-case ('sale', 'drawer-count') and its id. */
  readonly document: { readonly kind: string; readonly id: string };
  /** One line of Chinese for the journal. */
  readonly text: string;
  /** Lines of 0 fen are left out: a tariff without tax has none to post. */
  readonly lines: readonly EntryLine[];
  readonly drawerSessionId?: string | null;
  /** Set where the document stores the id before it posts. */
  readonly entryId?: string;
}

/** `amount` is not negative. */
export function debit(account: string, amount: Money, party: string | null = null): EntryLine {
  assert(amount >= 0, `a debit of ${amount}: use credit`);
  return { account, amount, party };
}

/** `amount` is not negative; the line carries it negated. */
export function credit(account: string, amount: Money, party: string | null = null): EntryLine {
  assert(amount >= 0, `a credit of ${amount}: use debit`);
  return { account, amount: negate(amount), party };
}

/** The lines to post. Asserts that they are at least two, sum to 0 and name parties where the chart wants them. */
export function composeLines(lines: readonly EntryLine[]): EntryLine[] {
  const posted = lines.filter((line) => line.amount !== 0);
  assert(posted.length >= 2, `an entry of ${posted.length} lines: ${renderEntry(posted)}`);
  const sum = addMoney(...posted.map((line) => line.amount));
  assert(sum === 0, `the entry is out of balance by ${sum} fen: ${renderEntry(posted)}`);
  for (const line of posted) {
    const account = chartAccount(line.account);
    assert(
      account === undefined || account.party === (line.party !== null),
      `a line on ${line.account} ${line.party === null ? 'lacks its party' : 'must not name a party'}`,
    );
  }
  return posted;
}

/** The mirror of an entry: every amount on the other side. */
export const mirror = (lines: readonly EntryLine[]): EntryLine[] =>
  lines.map((line) => ({ ...line, amount: negate(line.amount) }));

/** 'DR drawer-1 5000 / CR credit-owed 5000': amounts in fen, debits first, in the order they were given. */
export function renderEntry(lines: readonly EntryLine[]): string {
  const side = (sign: 'DR' | 'CR', line: EntryLine) => `${sign} ${aliasOf(line.account)} ${fen(Math.abs(line.amount))}`;
  return [
    ...lines.filter((line) => line.amount >= 0).map((line) => side('DR', line)),
    ...lines.filter((line) => line.amount < 0).map((line) => side('CR', line)),
  ].join(' / ');
}
