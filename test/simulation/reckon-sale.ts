/** What a sale must come to, or why it must be refused, by the auditor's own books. */
import {
  type Account,
  type Expected,
  isOwed,
  type Meter,
  periodStart,
  residueOf,
  type Version,
  versionAt,
} from './expected.ts';
import { costOf, mostFor, taxIn } from './reckoning.ts';

export type Wanted = { readonly moneyFen: number } | { readonly quantityMilli: number };

export interface Reckoned {
  readonly account: Account;
  readonly version: Version;
  readonly quantity: number;
  readonly already: number;
  readonly energy: number;
  readonly net: number;
  readonly tax: number;
  readonly arrears: number;
  readonly used: number;
  readonly kept: number;
  readonly total: number;
  readonly credit: number;
  readonly retype: boolean;
}

/** The limits of a house that never set its own. */
const LEAST = 100;
const MOST = 500_000;
const TYPED_TWICE = 100_000;

export const debtOf = (books: Expected, account: Account): number =>
  books.journal
    .filter((line) => line.account === '1122' && line.party === account.id)
    .reduce((sum, line) => sum + line.amount, 0);

export function ladderPosition(
  books: Expected,
  of: { readonly meter: Meter; readonly account: Account; readonly version: Version; readonly date: string },
): number {
  const { meter, account, version, date } = of;
  const from = periodStart(date, version.period);
  if (version.basis === 'consumed') {
    const until = version.period === 'none' ? '9999-12-31' : `${from.slice(0, version.period === 'year' ? 4 : 7)}-99`;
    const within = meter.used.filter((one) => one.date >= from && one.date <= until);
    return Math.max(
      0,
      within.reduce((sum, one) => sum + one.milli, 0),
    );
  }
  return books.sales
    .filter((sale) => sale.account === account && sale.meter.commodity === meter.commodity)
    .filter((sale) => sale.state !== 'reversed' && sale.date >= from)
    .reduce((sum, sale) => sum + (sale.quantity ?? 0), 0);
}

/** The middle of the last five, the lower of two middles; unknown before the third purchase. */
function usual(books: Expected, account: Account, meter: Meter): number | null {
  const last = books.sales
    .filter((sale) => sale.account === account && sale.meter.commodity === meter.commodity)
    .filter((sale) => sale.state !== 'reversed')
    .slice(-5)
    .map((sale) => sale.total)
    .sort((a, b) => a - b);
  return last.length < 3 ? null : last[Math.ceil(last.length / 2) - 1]!;
}

export const isStopped = (books: Expected, meter: Meter): boolean =>
  meter.blocks.length > 0 || books.sales.some((sale) => sale.meter === meter && sale.attempt === 'UNKNOWN');

/** The code of the refusal, or the figures. `date`: the business day the sale belongs to. */
export function reckonSale(
  books: Expected,
  sale: { readonly meter: Meter; readonly wanted: Wanted; readonly date: string; readonly ms: number },
): string | Reckoned {
  const { meter, wanted, date, ms } = sale;
  if (meter.retired) return 'meter.retired';
  if (isStopped(books, meter)) return 'meter.blocked';
  const { account } = meter;
  if (account === null) return 'meter.no_account';
  const version = versionAt(books, meter.commodity, account.category, ms);
  if (version === undefined) return 'sale.no_price';
  if (books.sales.some((one) => one.meter === meter && one.account === account && isOwed(one)))
    return 'sale.undelivered';
  const already = ladderPosition(books, { meter, account, version, date });
  const arrears = Math.max(0, debtOf(books, account));
  const figures = 'moneyFen' in wanted ? byMoney : byQuantity;
  const found = figures(
    { tiers: version.tiers, unit: meter.unit, already, arrears },
    wanted,
    residueOf(books, account),
  );
  if (typeof found === 'string') return found;
  const { total, energy } = found;
  if (total < LEAST) return 'sale.below_limit';
  if (total > MOST) return 'sale.above_limit';
  const median = usual(books, account, meter);
  const tax = taxIn(energy, version.tax);
  const retype = total >= TYPED_TWICE || (median !== null && total > 3 * median);
  return { ...found, account, version, already, arrears, tax, net: energy - tax, retype };
}

interface Ground {
  readonly tiers: Version['tiers'];
  readonly unit: Meter['unit'];
  readonly already: number;
  readonly arrears: number;
}
type Figures = Pick<Reckoned, 'quantity' | 'energy' | 'used' | 'kept' | 'total' | 'credit'>;

function byMoney({ tiers, unit, already, arrears }: Ground, wanted: Wanted, residue: number): string | Figures {
  const money = (wanted as { moneyFen: number }).moneyFen;
  if (money <= arrears) return 'sale.only_arrears';
  const toSpend = money - arrears + residue;
  const quantity = mostFor(tiers, already, toSpend);
  const price = costOf(tiers, already, quantity);
  if (unit === 'money') return { quantity, energy: toSpend, used: residue, kept: 0, total: money, credit: toSpend };
  if (quantity === 0 || price === 0) return 'sale.too_small';
  return { quantity, energy: price, used: residue, kept: toSpend - price, total: money, credit: quantity };
}

function byQuantity({ tiers, unit, already, arrears }: Ground, wanted: Wanted): string | Figures {
  const quantity = (wanted as { quantityMilli: number }).quantityMilli;
  const price = costOf(tiers, already, quantity);
  if (price === 0) return 'sale.too_small';
  return {
    quantity,
    energy: price,
    used: 0,
    kept: 0,
    total: arrears + price,
    credit: unit === 'money' ? price : quantity,
  };
}
