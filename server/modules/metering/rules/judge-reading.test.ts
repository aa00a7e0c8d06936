import { expect, it } from 'vitest';
import { milli } from '../../../../shared/values/quantity.ts';
import { judgeReading } from './judge-reading.ts';

const usual = (used: number, days: number) => ({ used: milli(used), days });

// previous, value, ratio, digits, correction, usual, days → used and mark, or the refusal
it.each([
  [1_000, 3_500, 1, 6, false, null, 1, 2_500, 'plain'],
  [1_000, 1_000, 1, 6, false, null, 1, 0, 'plain'],
  [1_000, 3_000, 40, 6, false, null, 1, 80_000, 'plain'],
  [9_990_000, 5_000, 1, 4, false, null, 1, 15_000, 'rolled-over'],
  [9_990_000, 5_000, 20, 4, false, null, 1, 300_000, 'rolled-over'],
  [8_990_000, 5_000, 1, 4, false, null, 1, 'reading.backwards', ''],
  [9_990_000, 1_000_000, 1, 4, false, null, 1, 'reading.backwards', ''],
  [5_000, 4_999, 1, 6, false, null, 1, 'reading.backwards', ''],
  [0, 10_000_000, 1, 4, false, null, 1, 'reading.too_large', ''],
  [0, 10_000_000, 1, 4, true, null, 1, 'reading.too_large', ''],
  [5_000, 4_000, 2, 6, true, null, 1, -2_000, 'correction'],
  [5_000, 6_000, 2, 6, true, null, 1, 2_000, 'correction'],
  // 10 kWh a day: five times as much in a day is 50, but nothing up to 100 is called a jump
  [0, 100_000, 1, 6, false, usual(300_000, 30), 1, 100_000, 'plain'],
  [0, 100_001, 1, 6, false, usual(300_000, 30), 1, 100_001, 'jump'],
  [0, 100_001, 1, 6, false, usual(300_000, 30), 3, 100_001, 'plain'],
  [0, 10_000_000, 1, 6, false, null, 1, 10_000_000, 'plain'],
  [0, 10_000_001, 1, 6, false, null, 1, 10_000_001, 'jump'],
] as const)('from %i to %i × %i, %i figures, correction %s, usual %o, %i days: %s %s', (...row) => {
  const [previous, value, ratio, digits, correction, history, days, result, mark] = row;
  const judged = judgeReading(milli(value), {
    previous: milli(previous),
    ratio,
    digits,
    correction,
    usual: history,
    days,
  });
  expect(judged).toEqual(typeof result === 'string' ? { refused: result } : { used: result, mark });
});
