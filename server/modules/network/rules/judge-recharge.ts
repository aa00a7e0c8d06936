/**
 * What became of a recharge, told by what the meter held before and holds now. Count and money decide together: a count
 * that has moved by one with other money in it was somebody else's purchase.
 */
import { type Instant, secondsBetween } from '../../../../shared/values/calendar.ts';

export interface CreditAt {
  readonly count: number;
  /** Below zero when more was used than bought. */
  readonly balance: number;
  /** All that was ever bought; null where the meter does not tell. */
  readonly total: number | null;
  readonly at: Instant;
}

export interface Wanted {
  readonly amount: number;
  readonly purchaseCount: number;
  /** Where an order number guards against repeats, the meter's own count says nothing certain. */
  readonly byOrderNo: boolean;
}

export type Verdict = 'APPLIED' | 'NOT_APPLIED' | 'FOREIGN_WRITE';

/** 60 A at 220 V for 2 yuan a kWh: nobody uses more through one campus meter. Fen in an hour. */
const MOST_USED_AN_HOUR = 2640;
/** Meters show their money with a moment's delay. */
const SLACK_SECONDS = 60;

/** Between `least` and `most` more money than before, when only use can have taken some away meanwhile. */
function grewBy(before: CreditAt, after: CreditAt, amount: number): boolean {
  if (before.total !== null && after.total !== null) return after.total - before.total === amount;
  const used = before.balance + amount - after.balance;
  return used >= 0 && used * 3600 <= MOST_USED_AN_HOUR * (secondsBetween(before.at, after.at) + SLACK_SECONDS);
}

export function judgeRecharge(wanted: Wanted, before: CreditAt, after: CreditAt): Verdict {
  const arrived = grewBy(before, after, wanted.amount);
  const nothing = grewBy(before, after, 0);
  if (wanted.byOrderNo) {
    // Small amounts over long times could be either: then it is for a person to say.
    if (arrived === nothing) return 'FOREIGN_WRITE';
    return arrived ? 'APPLIED' : 'NOT_APPLIED';
  }
  if (after.count === wanted.purchaseCount && before.count === wanted.purchaseCount - 1)
    return arrived ? 'APPLIED' : 'FOREIGN_WRITE';
  return after.count === before.count && nothing ? 'NOT_APPLIED' : 'FOREIGN_WRITE';
}
