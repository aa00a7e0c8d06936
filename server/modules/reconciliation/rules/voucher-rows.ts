/**
 * A month's postings as vouchers in the layout of the finance system: one voucher a business day, numbered through the
 * month; debit and credit of an account are two lines and never netted.
 */
import type { VoucherSource, VoucherSpec } from '../../../../shared/reconciliation/layouts.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { addMoney, formatMoney, type Money, ZERO } from '../../../../shared/values/money.ts';
import { assert } from '../../../platform/operations/refuse.ts';

interface Posted {
  readonly businessDate: BusinessDate;
  readonly accountCode: string;
  readonly debitFen: Money;
  readonly creditFen: Money;
  readonly documents: number;
}

export interface VoucherLine {
  readonly date: BusinessDate;
  readonly number: number;
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly debitFen: Money;
  readonly creditFen: Money;
  readonly documents: number;
}

type Accounts = VoucherSpec['accounts'];

/** The longest entry that is this account or one above it. */
export const financeAccount = (accounts: Accounts, code: string): Accounts[number] | undefined =>
  accounts
    .filter(({ ledger }) => code === ledger || code.startsWith(`${ledger}.`))
    .toSorted((a, b) => b.ledger.length - a.ledger.length)[0];

/** Accounts here that have none at finance. */
export const unmapped = (accounts: Accounts, posted: readonly Posted[]): string[] => [
  ...new Set(
    posted.map(({ accountCode }) => accountCode).filter((code) => financeAccount(accounts, code) === undefined),
  ),
];

/** Every account must have one at finance. */
export function voucherLines(accounts: Accounts, posted: readonly Posted[]): VoucherLine[] {
  return [...Map.groupBy(posted, ({ businessDate }) => businessDate)].flatMap(([date, ofDay], index) => {
    const byAccount = Map.groupBy(ofDay, ({ accountCode }) => financeAccount(accounts, accountCode)!.code);
    const sides = [...byAccount].flatMap(([code, list]) => {
      const { name } = financeAccount(accounts, list[0]!.accountCode)!;
      const debitFen = addMoney(ZERO, ...list.map((one) => one.debitFen));
      const creditFen = addMoney(ZERO, ...list.map((one) => one.creditFen));
      return [
        ...(debitFen > 0 ? [{ code, name, debitFen, creditFen: ZERO }] : []),
        ...(creditFen > 0 ? [{ code, name, debitFen: ZERO, creditFen }] : []),
      ];
    });
    const inOrder = sides.toSorted((a, b) => Number(a.debitFen === 0) - Number(b.debitFen === 0));
    const debit = addMoney(ZERO, ...inOrder.map((one) => one.debitFen));
    const credit = addMoney(ZERO, ...inOrder.map((one) => one.creditFen));
    assert(debit === credit, `the voucher of ${date} does not balance`);
    const documents = ofDay[0]!.documents;
    return inOrder.map((side, at) => ({ date, number: index + 1, line: at + 1, documents, ...side }));
  });
}

interface Made {
  readonly spec: VoucherSpec;
  readonly maker: string;
}

const blankZero = (amount: Money): string => (amount === 0 ? '' : formatMoney(amount));

/** One cell a column, in the order of the layout. */
export function voucherCells(line: VoucherLine, { spec, maker }: Made): string[] {
  const isDebit = line.debitFen > 0;
  const cells: Record<Exclude<VoucherSource, 'fixed'>, string> = {
    date: line.date,
    year: line.date.slice(0, 4),
    month: line.date.slice(5, 7),
    word: spec.word,
    number: String(line.number),
    line: String(line.line),
    summary: spec.summary.replaceAll('{date}', line.date),
    'account-code': line.code,
    'account-name': line.name,
    debit: blankZero(line.debitFen),
    credit: blankZero(line.creditFen),
    side: isDebit ? '借' : '贷',
    amount: formatMoney(isDebit ? line.debitFen : line.creditFen),
    documents: String(line.documents),
    maker,
  };
  return spec.columns.map(({ source, text }) => (source === 'fixed' ? text : cells[source]));
}
