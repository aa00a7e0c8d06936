/**
 * What a reading says: how much went through since the one before, and what is odd about it. Quantities are
 * thousandths; `used` is already multiplied by the meter's ratio.
 */
import type { ReadingMark } from '../../../../shared/metering/words.ts';
import { type Milli, milli, subtractQuantity } from '../../../../shared/values/quantity.ts';

export interface ReadingBasis {
  readonly previous: Milli;
  readonly ratio: number;
  /** Whole figures of the register. */
  readonly digits: number;
  readonly correction: boolean;
  /** What was used lately and in how many days; null without a history. */
  readonly usual: { readonly used: Milli; readonly days: number } | null;
  /** Since the reading before; at least 1. */
  readonly days: number;
}

export type Judged =
  | { readonly used: Milli; readonly mark: ReadingMark }
  | { readonly refused: 'reading.backwards' | 'reading.too_large' };

/** Below this nothing is called a jump: a party, a cold week. */
const ALWAYS_USUAL = 100_000;
const JUMP_TIMES = 5;
/** Ten thousand units at once, without a history to compare with. */
const NEVER_USUAL = 10_000_000;

export function judgeReading(value: Milli, basis: ReadingBasis): Judged {
  const size = 10 ** (basis.digits + 3);
  if (value >= size) return { refused: 'reading.too_large' };
  const moved = subtractQuantity(value, basis.previous);
  if (basis.correction) return { used: milli(moved * basis.ratio), mark: 'correction' };
  if (moved >= 0) {
    const used = milli(moved * basis.ratio);
    return { used, mark: isJump(used, basis) ? 'jump' : 'plain' };
  }
  // A register rolls over from its last tenth into its first; anything else that goes back is a slip or a wrong meter.
  const rolledOver = basis.previous * 10 >= size * 9 && value * 10 < size;
  return rolledOver
    ? { used: milli((size + moved) * basis.ratio), mark: 'rolled-over' }
    : { refused: 'reading.backwards' };
}

function isJump(used: Milli, { usual, days }: ReadingBasis): boolean {
  if (used <= ALWAYS_USUAL) return false;
  if (usual === null || usual.days < 1) return used > NEVER_USUAL;
  return BigInt(used) * BigInt(usual.days) > BigInt(JUMP_TIMES) * BigInt(Math.max(0, usual.used)) * BigInt(days);
}
