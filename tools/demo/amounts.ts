import { DENOMINATIONS } from '../../shared/values/denominations.ts';
import { fen, type Money } from '../../shared/values/money.ts';

export const yuan = (amount: number): Money => fen(amount * 100);

/** The fewest notes and coins that make the sum; below the smallest coin nothing is handed over in cash. */
export function countOf(total: number): Record<string, number> {
  const count: Record<string, number> = {};
  let left = total;
  for (const { key, value } of DENOMINATIONS) {
    const pieces = Math.trunc(left / value);
    if (pieces > 0) count[key] = pieces;
    left -= pieces * value;
  }
  return count;
}
