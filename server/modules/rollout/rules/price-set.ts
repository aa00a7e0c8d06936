/** A tariff as the price set of a meter (DL/T 645: tariff 1 sharp, 2 peak, 3 flat, 4 valley). Pure. */
import { isByHours, type TariffSpec } from '../../../../shared/rating/tariff.ts';

/**
 * 0.0001 yuan, one entry where there is one price, else four. The books know no sharp hours: they are priced as peak;
 * hours the tariff does not have are priced as peak too, so that no meter gives energy away. Null for a ladder: how its
 * steps and prices add up in the meter differs by maker, so it is set at the meter and not guessed.
 */
export function priceSetOf(spec: TariffSpec): readonly number[] | null {
  if (spec.tiers.length > 1) return null;
  if (!isByHours(spec)) return [spec.tiers[0]!.price];
  const { peak, flat, valley } = spec.tiers[0]!.prices;
  return [peak, peak, flat ?? peak, valley];
}
