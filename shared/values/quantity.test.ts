import { describe, expect, it } from 'vitest';
import {
  addQuantity,
  COMMODITIES,
  COMMODITY_KEYS,
  commoditySchema,
  formatQuantity,
  milli,
  parseQuantity,
  positiveQuantitySchema,
  quantitySchema,
  subtractQuantity,
} from './quantity.ts';

it('milli takes safe integers only, and has one zero', () => {
  expect(milli(-0)).toBe(0);
  for (const wrong of [1.5, 2 ** 53, Number.NaN]) expect(() => milli(wrong)).toThrow(RangeError);
});

it('adds and subtracts, and fails rather than lose a thousandth', () => {
  expect(addQuantity(milli(1), milli(2), milli(3))).toBe(6);
  expect(subtractQuantity(milli(1), milli(3))).toBe(-2);
  expect(() => addQuantity(milli(Number.MAX_SAFE_INTEGER), milli(1))).toThrow(RangeError);
});

it.each([
  ['12.345', 12345],
  ['１２．５', 12500],
  ['1,200', 1_200_000],
  ['-3', -3000],
  ['0', 0],
])('"%s" is %i thousandths', (text, quantity) => expect(parseQuantity(text)).toBe(quantity));

it.each(['12.3456', '', '5 kWh', '5度', '1,2'])('refuses "%s"', (text) => expect(parseQuantity(text)).toBeNull());

it.each([
  [12345, '12.34', '12.345'],
  [12349, '12.34', '12.349'],
  [-12349, '-12.34', '-12.349'],
  [-5, '0.00', '-0.005'],
  [20000, '20.00', '20.000'],
  [7, '0.00', '0.007'],
])('%i is shown as %s or %s', (quantity, two, three) => {
  expect(formatQuantity(milli(quantity))).toBe(two);
  expect(formatQuantity(milli(quantity), 3)).toBe(three);
});

describe('schemas', () => {
  it('take thousandths and known commodities only', () => {
    expect(quantitySchema.parse(-1)).toBe(-1);
    for (const wrong of [1.5, 10 ** 12 + 1, -(10 ** 12) - 1])
      expect(quantitySchema.safeParse(wrong).success).toBe(false);
    expect(positiveQuantitySchema.safeParse(0).success).toBe(false);
    expect(commoditySchema.parse('water')).toBe('water');
    expect(commoditySchema.safeParse('steam').success).toBe(false);
  });
});

it('names every commodity in both languages', () => {
  expect(
    COMMODITY_KEYS.map((key) => [key, COMMODITIES[key].unit, COMMODITIES[key].title.zh, COMMODITIES[key].title.en]),
  ).toEqual([
    ['electricity', 'kWh', '电', 'Electricity'],
    ['water', 'm³', '水', 'Water'],
    ['gas', 'm³', '燃气', 'Gas'],
  ]);
});
