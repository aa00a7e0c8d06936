/** Whether a sum is within the limits, and whether it is unusual for this account. */
import { formatMoney, type Money } from '../../../../shared/values/money.ts';
import type { SaleLimits } from '../../../../shared/vending/limits.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

/** Fewer purchases say nothing about what is usual. */
const ENOUGH = 3;

/** The middle of the last purchases, the lower one of two; null while there are too few. */
export function usualOf(lastTotals: readonly Money[]): Money | null {
  if (lastTotals.length < ENOUGH) return null;
  const sorted = [...lastTotals].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}

/** Refuses 'sale.below_limit' and 'sale.above_limit'. */
export function requireWithin(limits: SaleLimits, totalFen: Money): void {
  if (totalFen < limits.lowestFen) refuse('sale.below_limit', { limit: formatMoney(limits.lowestFen) });
  if (totalFen > limits.highestFen) refuse('sale.above_limit', { limit: formatMoney(limits.highestFen) });
}

export function needsRetyping(limits: SaleLimits, usualFen: Money | null, totalFen: Money): boolean {
  return totalFen >= limits.retypeFen || (usualFen !== null && totalFen > usualFen * limits.timesUsual);
}

/** Refuses 'sale.retype' unless the figure was typed a second time and is the same. */
export function requireRetyped(needed: boolean, totalFen: Money, confirmFen: Money | undefined): void {
  if (needed && confirmFen !== totalFen) refuse('sale.retype', { total: formatMoney(totalFen) });
}
