/**
 * A unit price is an integer number of 0.0001 yuan per kWh or cubic metre, never negative. Quantity times price is
 * exact in 10^-7 yuan (`ExactAmount`); it becomes money by rounding half up, once, at the total.
 */
import { z } from 'zod';
import type { Brand } from './brand.ts';
import { formatScaled, parseScaled } from './digits.ts';
import { fenFromBigInt, type Money } from './money.ts';
import type { Milli } from './quantity.ts';
import { divideHalfUp } from './shares.ts';

export type UnitPrice = Brand<number, 'unit-price'>;

/** 10^-7 yuan: a thousandth of a unit at 0.0001 yuan. */
export type ExactAmount = Brand<bigint, 'exact-amount'>;

export const EXACT_PER_FEN = 100_000n;

/** Asserts that `n` is a safe integer and not negative (RangeError). */
export function unitPrice(n: number): UnitPrice {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a unit price: ${n}`);
  return (n === 0 ? 0 : n) as UnitPrice;
}

/** Yuan per unit, at most 4 decimals: '0.4883'. Null for anything else, and for a negative price. */
export function parseUnitPrice(text: string): UnitPrice | null {
  const scaled = parseScaled(text, 4);
  return scaled === null || scaled < 0 ? null : unitPrice(scaled);
}

/** '0.4883' */
export function formatUnitPrice(price: UnitPrice): string {
  return formatScaled(price, 4);
}

export function priceOf(quantity: Milli, price: UnitPrice): ExactAmount {
  return (BigInt(quantity) * BigInt(price)) as ExactAmount;
}

export function sumExact(...amounts: readonly ExactAmount[]): ExactAmount {
  return amounts.reduce<bigint>((sum, amount) => sum + amount, 0n) as ExactAmount;
}

/** Half up to the fen. */
export function roundToMoney(exact: ExactAmount): Money {
  return fenFromBigInt(divideHalfUp(exact, EXACT_PER_FEN));
}

/** Ten thousand yuan a unit at most: with the largest quantity it still is an exact sum. */
export const unitPriceSchema = z.int().min(0).max(100_000_000) as unknown as z.ZodType<UnitPrice, number>;
