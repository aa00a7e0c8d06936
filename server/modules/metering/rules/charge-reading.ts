/**
 * What a reading takes from the credit kept here. Meters that count energy or volume lose what was used; meters that
 * count money lose its price, by the tariff of the household's category at the time of the reading.
 */
import { rateQuantity, rateRegisters } from '../../../../shared/rating/rate.ts';
import { type ByBand, type HoursTariff, isByHours, type TariffSpec } from '../../../../shared/rating/tariff.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { addQuantity, type Milli, milli, subtractQuantity } from '../../../../shared/values/quantity.ts';

/** Used since the reading before, by register; bands only where they were read. */
export interface Used {
  readonly total: Milli;
  readonly peak?: Milli | undefined;
  readonly flat?: Milli | undefined;
  readonly valley?: Milli | undefined;
  /** By how much the bands may miss the total, for the figures a display cuts off; one unit when not given. */
  readonly tolerance?: Milli;
}

export type Charge =
  | { readonly money: Money }
  | { readonly refused: 'reading.registers_missing' | 'reading.bands_differ' };

/**
 * The price of `used` when `already` of the tariff's period is used up. A correction downwards gives back exactly what
 * the same quantity would have cost at the place on the ladder it is taken from.
 */
export function priceOfUse(spec: TariffSpec, already: Milli, used: Used): Charge {
  const back = used.total < 0;
  const from = back ? milli(Math.max(0, addQuantity(already, used.total))) : already;
  const quantity = back ? subtractQuantity(already, from) : used.total;
  if (!isByHours(spec)) return signed(rateQuantity(spec, from, quantity).money, back);
  const bands = bandsOf(spec, used);
  if (bands === null) return { refused: 'reading.registers_missing' };
  const missing = Math.abs(addQuantity(...Object.values(bands)) - used.total);
  if (missing > (used.tolerance ?? 1_000)) return { refused: 'reading.bands_differ' };
  const size = (moved: Milli): Milli => milli(Math.max(0, back ? -moved : moved));
  const { peak, flat, valley } = bands;
  const registers = { peak: size(peak), valley: size(valley), ...(flat === undefined ? {} : { flat: size(flat) }) };
  return signed(rateRegisters(spec, from, registers).money, back);
}

const signed = (money: Money, back: boolean): Charge => ({ money: (back && money !== 0 ? -money : money) as Money });

/** The bands the tariff rates by; null when one of them was not read. */
function bandsOf(spec: HoursTariff, { peak, flat, valley }: Used): ByBand<Milli> | null {
  if (peak === undefined || valley === undefined) return null;
  if (spec.hours.flat === undefined) return { peak, valley };
  return flat === undefined ? null : { peak, flat, valley };
}
