/**
 * A sale reckoned again from the price version it names. What the seller's screen, the slip or a row says does not
 * count: tariff, ladder position and quantity do.
 */
import { rateQuantity } from '../../../../shared/rating/rate.ts';
import { isByHours, type TariffSpec } from '../../../../shared/rating/tariff.ts';
import { type Money, splitTax } from '../../../../shared/values/money.ts';
import type { Milli } from '../../../../shared/values/quantity.ts';

export interface SaleToRecompute {
  readonly slipNo: string;
  readonly specHash: string;
  readonly alreadyMilli: Milli;
  /** Null: only arrears were paid. */
  readonly quantityMilli: Milli | null;
  readonly energyFen: Money;
  readonly netFen: Money;
  readonly taxFen: Money;
}

export interface VersionInForce {
  readonly spec: TariffSpec;
  readonly specHash: string;
}

/** Whether the sale is what its price version makes it. `version` is null when it was not in force when it was sold. */
export function recomputes(sale: SaleToRecompute, version: VersionInForce | null): boolean {
  if (version === null || version.specHash !== sale.specHash || isByHours(version.spec)) return false;
  const energy =
    sale.quantityMilli === null ? 0 : rateQuantity(version.spec, sale.alreadyMilli, sale.quantityMilli).money;
  const { net, tax } = splitTax(sale.energyFen, version.spec.taxRateBasisPoints);
  return energy === sale.energyFen && net === sale.netFen && tax === sale.taxFen;
}
