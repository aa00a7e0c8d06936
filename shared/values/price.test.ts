import { expect, it } from 'vitest';
import {
  formatUnitPrice,
  parseUnitPrice,
  priceOf,
  roundToMoney,
  sumExact,
  unitPrice,
  unitPriceSchema,
} from './price.ts';
import { milli } from './quantity.ts';

it('unitPrice takes integers from zero up', () => {
  expect(unitPrice(-0)).toBe(0);
  for (const wrong of [-1, 0.5, 2 ** 53]) expect(() => unitPrice(wrong)).toThrow(RangeError);
});

it.each([
  ['0.4883', 4883, '0.4883'],
  ['５', 50000, '5.0000'],
  ['2.61', 26100, '2.6100'],
  ['0', 0, '0.0000'],
])('"%s" is %i, shown as %s', (text, price, shown) => {
  expect(parseUnitPrice(text)).toBe(price);
  expect(formatUnitPrice(unitPrice(price))).toBe(shown);
});

it.each(['0.48835', '-0.1', '', '1/2'])('refuses "%s"', (text) => expect(parseUnitPrice(text)).toBeNull());

it('is exact beyond what a float holds, and rounds half up once', () => {
  expect(priceOf(milli(10_000), unitPrice(4883))).toBe(48_830_000n);
  const exact = sumExact(priceOf(milli(10_000), unitPrice(4883)), priceOf(milli(10_000), unitPrice(5383)));
  expect(roundToMoney(exact)).toBe(1027);
  expect(priceOf(milli(Number.MAX_SAFE_INTEGER), unitPrice(9999))).toBe(9007199254740991n * 9999n);
  expect(roundToMoney(priceOf(milli(5), unitPrice(10_000)))).toBe(1);
  expect(roundToMoney(priceOf(milli(4), unitPrice(12_499)))).toBe(0);
  expect(roundToMoney(priceOf(milli(-5), unitPrice(10_000)))).toBe(-1);
});

it('the schema takes prices only', () => {
  expect(unitPriceSchema.parse(4883)).toBe(4883);
  for (const wrong of [-1, 0.4883, '4883', 100_000_001]) expect(unitPriceSchema.safeParse(wrong).success).toBe(false);
});
