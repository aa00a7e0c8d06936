import { expect, it } from 'vitest';
import { countTotal, DENOMINATION_KEYS, DENOMINATIONS, denominationCountSchema } from './denominations.ts';

it('lists each kind once, from the largest down', () => {
  expect(DENOMINATIONS.map(({ key }) => key)).toEqual([...DENOMINATION_KEYS]);
  const values = DENOMINATIONS.map(({ value }) => value);
  expect(values).toEqual([10_000, 5_000, 2_000, 1_000, 500, 100, 100, 50, 10]);
});

it('totals a count', () => {
  expect(countTotal({})).toBe(0);
  expect(countTotal({ note100: 3, note20: 2, coin5jiao: 7, coin1jiao: 4 })).toBe(30_000 + 4_000 + 350 + 40);
  const most = Object.fromEntries(DENOMINATION_KEYS.map((key) => [key, 100_000]));
  expect(countTotal(most)).toBe(1_876_000_000);
});

it('takes whole pieces of known kinds only', () => {
  expect(denominationCountSchema.parse({ note100: 3, coin1yuan: 0 })).toEqual({ note100: 3, coin1yuan: 0 });
  for (const wrong of [{ note100: -1 }, { note100: 1.5 }, { note100: 100_001 }, { note2: 1 }, { note100: '3' }]) {
    expect(denominationCountSchema.safeParse(wrong).success).toBe(false);
  }
});
