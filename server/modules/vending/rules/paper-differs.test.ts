import { expect, test } from 'vitest';
import { unitPrice } from '../../../../shared/values/price.ts';
import { milli } from '../../../../shared/values/quantity.ts';
import { paperDiffers } from './paper-differs.ts';

const LINES = [{ unitPrice: unitPrice(5000) }, { unitPrice: unitPrice(8000) }];

test('what is not worth half a fen at the dearest tier is the same quantity', () => {
  expect(paperDiffers(milli(40_000), milli(40_006), LINES)).toBe(false);
  expect(paperDiffers(milli(40_006), milli(40_000), LINES)).toBe(false);
});

test('from half a fen on it differs, above and below', () => {
  expect(paperDiffers(milli(40_000), milli(40_007), LINES)).toBe(true);
  expect(paperDiffers(milli(40_000), milli(25_000), LINES)).toBe(true);
});
