/**
 * What a reading takes from the credit kept here. Meters that count energy or volume lose what was used; meters that
 * count money lose its price, by the tariff of the household's category at the time of the reading.
 */
import { rateQuantity, rateRegisters } from '../../../../shared/rating/rate.ts';
import { isByHours, type TariffSpec } from '../../../../shared/rating/tariff.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { addQuantity, type Milli, milli, subtractQuantity } from '../../../../shared/values/quantity.ts';

/** Used since the reading before, by register; bands only where they were read. */
export interface Used {
  readonly total: Milli;
  readonly peak?: Milli | undefined;
  readonly flat?: Milli | undefined;
  readonly valley?: Milli | undefined;
}

export type Charge = { readonly money: Money } | { readonly refused: 'reading.registers_missing' };

/**
 * The price of `used` when `already` of the tariff's period is used up. A correction downwards gives back exactly what
 * the same quantity would have cost at the place on the ladder it is taken from.
 */
export function priceOfUse(spec: TariffSpec, already: Milli, used: Used): Charge {
  const back = used.total < 0;
  const from = back ? milli(Math.max(0, addQuantity(already, used.total))) : already;
  const quantity = back ? subtractQuantity(already, from) : used.total;
  const rated = isByHours(spec) ? priceOfBands(spec, from, used, back) : rateQuantity(spec, from, quantity).money;
  if (rated === null) return { refused: 'reading.registers_missing' };
  return { money: (back && rated !== 0 ? -rated : rated) as Money };
}

function priceOfBands(
  spec: Extract<TariffSpec, { hours: object }>,
  already: Milli,
  used: Used,
  back: boolean,
): Money | null {
  const needsFlat = spec.hours.flat !== undefined;
  if (used.peak === undefined || used.valley === undefined || (needsFlat && used.flat === undefined)) return null;
  const size = (quantity: Milli): Milli => milli(Math.max(0, back ? -quantity : quantity));
  return rateRegisters(spec, already, {
    peak: size(used.peak),
    valley: size(used.valley),
    ...(needsFlat ? { flat: size(used.flat!) } : {}),
  }).money;
}
