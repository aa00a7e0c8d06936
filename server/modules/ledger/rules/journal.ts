/**
 * The journal in the format of hledger (https://hledger.org/hledger.html, section Journal), which `hledger check
 * --strict` accepts: accounts and the commodity declared first, one transaction per entry, amounts with two decimals.
 * An account's name is its kind in English, then its code and its Chinese name.
 */
import type { AccountKind } from '../../../../shared/ledger/chart.ts';
import { formatMoney, type Money } from '../../../../shared/values/money.ts';

export interface JournalAccount {
  readonly account_code: string;
  readonly name_zh: string;
  readonly kind: AccountKind;
}

export interface JournalEntry {
  readonly entry_id: string;
  readonly business_date: string;
  readonly text: string;
  readonly document_kind: string;
  readonly document_id: string;
  readonly reverses_entry_id: string | null;
  readonly lines: readonly {
    readonly account_code: string;
    readonly party_id: string | null;
    readonly amount_fen: Money;
  }[];
}

const GROUP: Readonly<Record<AccountKind, string>> = {
  asset: 'assets',
  liability: 'liabilities',
  income: 'revenues',
  expense: 'expenses',
  equity: 'equity',
};
const TYPE: Readonly<Record<AccountKind, string>> = {
  asset: 'A',
  liability: 'L',
  income: 'R',
  expense: 'X',
  equity: 'E',
};

/** Two spaces end a name, `:` parts it, `;` begins a comment, `|` splits payee and note: none of them may stand in it. */
const plain = (text: string): string => text.replaceAll(/[:;|\s]+/g, ' ').trim();

export const journalAccountName = ({ account_code: code, name_zh: name, kind }: JournalAccount): string =>
  `${GROUP[kind]}:${code} ${plain(name)}`;

export function journalHead(site: { readonly name: string }, accounts: readonly JournalAccount[]): string {
  return [
    `; ${plain(site.name)}`,
    'decimal-mark .',
    'commodity CNY 1000.00',
    ...accounts.map((account) => `account ${journalAccountName(account)}  ; type:${TYPE[account.kind]}`),
    '',
    '',
  ].join('\n');
}

export function journalEntry(entry: JournalEntry, nameOf: (code: string) => string): string {
  const reverses = entry.reverses_entry_id === null ? '' : `, reverses:${entry.reverses_entry_id}`;
  return [
    `${entry.business_date} * (${entry.entry_id}) ${plain(entry.text)}  ; ${entry.document_kind}:${entry.document_id}${reverses}`,
    ...entry.lines.map((line) => {
      const party = line.party_id === null ? '' : `  ; party:${line.party_id}`;
      return `    ${nameOf(line.account_code)}  CNY ${formatMoney(line.amount_fen)}${party}`;
    }),
    '',
    '',
  ].join('\n');
}
