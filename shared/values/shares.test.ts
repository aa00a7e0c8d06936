import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfUp, largestRemainder, roundToWhole } from './shares.ts';

describe('largestRemainder', () => {
  it.each([
    [10n, [1n, 1n, 1n], [4n, 3n, 3n]],
    [10n, [1n, 2n, 4n], [1n, 3n, 6n]],
    [-10n, [1n, 1n, 1n], [-4n, -3n, -3n]],
    [1n, [0n, 5n], [0n, 1n]],
    [0n, [0n, 0n], [0n, 0n]],
    [0n, [], []],
  ])('%s among %s is %s', (whole, weights, shares) => expect(largestRemainder(whole, weights)).toEqual(shares));

  it('refuses a negative weight, and a whole with nobody to take it', () => {
    expect(() => largestRemainder(1n, [2n, -1n])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [0n])).toThrow(RangeError);
    expect(() => largestRemainder(1n, [])).toThrow(RangeError);
  });

  it('sums to the whole, and no share is a unit or more from its exact part', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), weights, (whole, parts) => {
        const sum = parts.reduce((a, b) => a + b, 0n);
        fc.pre(sum > 0n);
        const shares = largestRemainder(whole, parts);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(whole);
        shares.forEach((share, index) => {
          const away = share * sum - whole * parts[index]!;
          expect(away > -sum && away < sum).toBe(true);
        });
      }),
    );
  });
});

describe('roundToWhole', () => {
  it.each([
    [[48n, 53n], 10n, 10n, [5n, 5n]],
    [[50n, 53n], 10n, 10n, [5n, 5n]],
    [[15n, 15n, 15n], 10n, 5n, [2n, 2n, 1n]],
    [[4n], 10n, 0n, [0n]],
    [[], 10n, 0n, []],
  ])('%s / %s to %s is %s', (numerators, denominator, whole, parts) => {
    expect(roundToWhole(numerators, denominator, whole)).toEqual(parts);
  });

  it('refuses a whole out of reach', () => {
    expect(() => roundToWhole([50n], 10n, 4n)).toThrow(RangeError);
    expect(() => roundToWhole([50n], 10n, 7n)).toThrow(RangeError);
  });
});

describe('divideHalfUp', () => {
  it.each([
    [4n, 10n, 0n],
    [5n, 10n, 1n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
  ])('%s / %s is %s', (numerator, denominator, result) => expect(divideHalfUp(numerator, denominator)).toBe(result));

  it('refuses a denominator that is not positive', () => expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError));
});
