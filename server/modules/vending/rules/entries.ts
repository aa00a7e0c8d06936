/** The ledger entries of a sale, as lines. Each event is an entry of its own, and none is ever changed. */
import { ACCOUNTS, incomeAccount } from '../../../../shared/ledger/chart.ts';
import { type Money, subtractMoney } from '../../../../shared/values/money.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { credit, debit, type EntryLine } from '../../ledger/index.ts';

interface Paid {
  readonly accountId: string;
  readonly totalFen: Money;
  readonly arrearsFen: Money;
}

/** Money in against what the account owed, and the rest owed to the customer as credit. */
export const paidLines = (money: readonly EntryLine[], { accountId, totalFen, arrearsFen }: Paid): EntryLine[] => [
  ...money,
  credit(ACCOUNTS.receivable, arrearsFen, accountId),
  credit(ACCOUNTS.creditOwed, subtractMoney(totalFen, arrearsFen), accountId),
];

interface Delivered {
  readonly accountId: string;
  readonly commodity: Commodity;
  readonly energyFen: Money;
  readonly netFen: Money;
  readonly taxFen: Money;
}

/** Credit issued: no longer owed, earned, with the tax in it. */
export const deliveredLines = ({ accountId, commodity, energyFen, netFen, taxFen }: Delivered): EntryLine[] => [
  debit(ACCOUNTS.creditOwed, energyFen, accountId),
  credit(incomeAccount(commodity), netFen),
  credit(ACCOUNTS.taxOutput, taxFen),
];

/** The customer has the money back. */
export const paidBackLines = (money: readonly EntryLine[], accountId: string, refundFen: Money): EntryLine[] => [
  debit(ACCOUNTS.creditOwed, refundFen, accountId),
  ...money,
];
