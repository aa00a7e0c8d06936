/** How small and how large one sale may be, and when the figure is typed twice. */
import { z } from 'zod';
import { fen, type Money, positiveMoneySchema } from '../values/money.ts';

export interface SaleLimits {
  /** Half-up rounding favours tiny sums: a fen would buy half a fen more. */
  readonly lowestFen: Money;
  readonly highestFen: Money;
  readonly retypeFen: Money;
  /** So many times the median of the account's last purchases is unusual. */
  readonly timesUsual: number;
}

/** Until a supervisor sets others. */
export const FIRST_LIMITS: SaleLimits = {
  lowestFen: fen(100),
  highestFen: fen(500_000),
  retypeFen: fen(100_000),
  timesUsual: 3,
};

export const saleLimitsSchema = z.object({
  lowestFen: positiveMoneySchema,
  highestFen: positiveMoneySchema,
  retypeFen: positiveMoneySchema,
  timesUsual: z.int().min(2).max(100),
});
