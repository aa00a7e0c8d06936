/**
 * Quantity is an integer number of thousandths: watt-hours of a kWh, litres of a cubic metre. The commodity says
 * which; a quantity of one commodity is never added to another's.
 */
import { z } from 'zod';
import type { Text } from '../text.ts';
import type { Brand } from './brand.ts';
import { formatScaled, parseScaled } from './digits.ts';

export type Milli = Brand<number, 'milli'>;

/** Asserts that `n` is a safe integer (RangeError); minus zero becomes zero. */
export function milli(n: number): Milli {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a number of thousandths: ${n}`);
  return (n === 0 ? 0 : n) as Milli;
}

export function milliFromBigInt(n: bigint): Milli {
  return milli(Number(n));
}

export const NONE: Milli = milli(0);

export function addQuantity(...quantities: readonly Milli[]): Milli {
  return quantities.reduce((sum, quantity) => milli(sum + quantity), NONE);
}

export function subtractQuantity(from: Milli, quantity: Milli): Milli {
  return milli(from - quantity);
}

/** Whole units as typed by a person: '12.345', '１２', '1,200'. At most 3 decimals, no unit. Null otherwise. */
export function parseQuantity(text: string): Milli | null {
  const scaled = parseScaled(text, 3);
  return scaled === null ? null : milli(scaled);
}

/**
 * '12.345' or, with 2 decimals, '12.34': the third is cut, not rounded, as a meter's display cuts it, so that what is
 * shown never exceeds what is there. Use 3 on slips, where the customer may multiply.
 */
export function formatQuantity(quantity: Milli, decimals: 2 | 3 = 2): string {
  return decimals === 3 ? formatScaled(quantity, 3) : formatScaled(milli(Math.trunc(quantity / 10)), 2);
}

const typed = (schema: z.ZodNumber | z.ZodInt) => schema as unknown as z.ZodType<Milli, number>;

/** A billion units: nothing larger is meant, and whatever is added to it or rated with it stays exact. */
const MOST = 1_000_000_000_000;

export const quantitySchema = typed(z.int().min(-MOST).max(MOST));
export const nonNegativeQuantitySchema = typed(z.int().min(0).max(MOST));
export const positiveQuantitySchema = typed(z.int().min(1).max(MOST));

export const COMMODITY_KEYS = ['electricity', 'water', 'gas'] as const;

export type Commodity = (typeof COMMODITY_KEYS)[number];

export const commoditySchema = z.enum(COMMODITY_KEYS);

export const COMMODITIES: Readonly<Record<Commodity, { readonly unit: 'kWh' | 'm³'; readonly title: Text }>> = {
  electricity: { unit: 'kWh', title: { zh: '电', en: 'Electricity' } },
  water: { unit: 'm³', title: { zh: '水', en: 'Water' } },
  gas: { unit: 'm³', title: { zh: '燃气', en: 'Gas' } },
};
