import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeSteps } from './steps.ts';

test('the steps lie within, and one more would not', () => {
  expect([0, 1, 99, 100, 199, 200].map((amount) => wholeSteps(amount, 100))).toEqual([0, 0, 0, 1, 1, 2]);
  const amounts = fc.maxSafeNat();
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 1_000_000 }), (amount, step) => {
      const steps = BigInt(wholeSteps(amount, step));
      expect(steps * BigInt(step) <= BigInt(amount)).toBe(true);
      expect((steps + 1n) * BigInt(step) > BigInt(amount)).toBe(true);
    }),
  );
});

test('what is no amount or no step is refused', () => {
  for (const [amount, step] of [
    [-1, 10],
    [1.5, 10],
    [1, 0],
    [1, -1],
  ] as const)
    expect(() => wholeSteps(amount, step)).toThrow(RangeError);
});
