/**
 * Whether the quantity on a paper slip is another one than was sold. A clerk reckons by hand and writes two decimals
 * where the sale has three: what is not worth a fen at the dearest tier of the sale is the same quantity.
 */
import { priceOf, roundToMoney, type UnitPrice } from '../../../../shared/values/price.ts';
import { type Milli, milli } from '../../../../shared/values/quantity.ts';
import type { TierLine } from '../../../../shared/vending/view.ts';

export function paperDiffers(paper: Milli, sold: Milli, lines: readonly Pick<TierLine, 'unitPrice'>[]): boolean {
  const apart = milli(Math.abs(paper - sold));
  const dearest = Math.max(0, ...lines.map((line) => line.unitPrice)) as UnitPrice;
  return roundToMoney(priceOf(apart, dearest)) >= 1;
}
