/** Figures of the repairs of a month. Pure; whole seconds, minutes and fen. */
import type { Target } from '../../../../shared/upkeep/words.ts';
import { addMoney, type Money, ZERO } from '../../../../shared/values/money.ts';

export interface Reckoned {
  readonly target: Target;
  readonly which: string;
  readonly ended: boolean;
  readonly responseSeconds: number | null;
  readonly repairSeconds: number | null;
  readonly labourMinutes: number;
  readonly costFen: Money;
}

/** The middle one; of an even count the mean of the middle two, rounded down. Null of none. */
export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.flatMap((value) => value ?? []).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const low = sorted[(sorted.length - 1) >> 1]!;
  const high = sorted[sorted.length >> 1]!;
  return low + ((high - low) >> 1);
}

const sumsOf = (repairs: readonly Reckoned[]) => ({
  requests: repairs.length,
  labourMinutes: repairs.reduce((sum, one) => sum + one.labourMinutes, 0),
  costFen: addMoney(ZERO, ...repairs.map((one) => one.costFen)),
});

export function reckonFigures(repairs: readonly Reckoned[]) {
  const groups = Map.groupBy(repairs, ({ target, which }) => `${target} ${which}`);
  const rows = [...groups.values()].map((group) => ({
    target: group[0]!.target,
    which: group[0]!.which,
    ...sumsOf(group),
  }));
  return {
    ...sumsOf(repairs),
    open: repairs.filter((one) => !one.ended).length,
    medianResponseSeconds: median(repairs.map((one) => one.responseSeconds)),
    medianRepairSeconds: median(repairs.map((one) => one.repairSeconds)),
    /** The dearest first, then the most often reported. */
    rows: rows.sort((a, b) => b.costFen - a.costFen || b.requests - a.requests),
  };
}
