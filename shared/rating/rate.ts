/**
 * What a quantity costs, and what money buys. Pure: the caller brings the tariff and how much of the period is used
 * up already (bought or consumed, as the tariff's basis says).
 *
 * Quantity times price is summed exactly, in 10^-7 yuan, and rounded half up to the fen once, at the total. The
 * amounts of the lines are for showing: they are rounded by largest remainder, so that they sum to the total.
 */
import { fen, type Money, subtractMoney } from '../values/money.ts';
import { EXACT_PER_FEN, type ExactAmount, priceOf, roundToMoney, sumExact, type UnitPrice } from '../values/price.ts';
import { addQuantity, type Milli, milli, milliFromBigInt, subtractQuantity } from '../values/quantity.ts';
import { largestRemainder, roundToWhole } from '../values/shares.ts';
import { BAND_KEYS, type Band, type ByBand, type HoursTariff, type QuantityTariff, type TariffSpec } from './tariff.ts';

export interface RatedLine {
  /** 1 is the first tier (第一档). */
  readonly tier: number;
  readonly quantity: Milli;
  readonly price: UnitPrice;
  readonly amount: Money;
}

export interface BandLine extends RatedLine {
  readonly band: Band;
}

export interface Rated<L extends RatedLine = RatedLine> {
  readonly money: Money;
  readonly lines: readonly L[];
}

export interface Bought extends Rated {
  readonly quantity: Milli;
  /** What the money could not buy; it stays on the customer's account. */
  readonly residue: Money;
}

interface Slice {
  readonly tier: number;
  readonly quantity: Milli;
}

/** Where a customer stands: the tier the next thousandth falls in, and how much of it is left (null: it is open). */
export function tierAt(spec: TariffSpec, already: Milli): { tier: number; left: Milli | null } {
  requireNotNegative(already);
  const index = spec.tiers.findIndex(({ upTo }) => upTo === null || upTo > already);
  const upTo = spec.tiers[index]!.upTo;
  return { tier: index + 1, left: upTo === null ? null : subtractQuantity(upTo, already) };
}

/** The price of `quantity` when `already` is used up. RangeError for a negative of either. */
export function rateQuantity(spec: QuantityTariff, already: Milli, quantity: Milli): Rated {
  return rateLines(
    slices(spec, already, quantity).map(({ tier, quantity }) => ({ tier, quantity, price: priceIn(spec, tier) })),
  );
}

/**
 * The largest quantity whose half-up price does not exceed `money`, in steps of `step` (a meter that holds 0.01 kWh or
 * whole cubic metres). No money buys nothing, though ten watt-hours round to 0.00. RangeError for negative money or a
 * step below 1.
 */
export function quantityForMoney(spec: QuantityTariff, already: Milli, money: Money, step: Milli = milli(1)): Bought {
  if (money < 0 || step < 1) throw new RangeError('money is not negative, and a step is at least a thousandth');
  const most = money === 0 ? 0n : largestWithin(spec, already, budgetOf(money));
  const quantity = milliFromBigInt(most - (most % BigInt(step)));
  const rated = rateQuantity(spec, already, quantity);
  return { ...rated, quantity, residue: subtractMoney(money, rated.money) };
}

/**
 * The price of what the registers moved by. Tiers are filled by the total of all bands; within a tier each band has
 * the share it has of the whole, by largest remainder, and the last tier takes what is left, so that tiers and
 * registers both sum exactly. This split is a choice of the house: published ladders add the same amount to peak and
 * valley (Zhejiang: 0.05 and 0.30 yuan), where every split gives the same money; it matters only where they do not.
 */
export function rateRegisters(spec: HoursTariff, already: Milli, registers: ByBand<Milli>): Rated<BandLine> {
  if (registers.flat !== undefined && spec.hours.flat === undefined) {
    throw new RangeError('a flat register, and a tariff without flat hours');
  }
  const bands = BAND_KEYS.filter((band) => registers[band] !== undefined);
  const left = bands.map((band) => registers[band]!);
  left.forEach(requireNotNegative);
  const lines = slices(spec, already, addQuantity(...left)).flatMap(({ tier, quantity }) => {
    const shares = largestRemainder(BigInt(quantity), left.map(BigInt)).map(milliFromBigInt);
    shares.forEach((share, index) => {
      left[index] = subtractQuantity(left[index]!, share);
    });
    return bands.map((band, index) => {
      const price = spec.tiers[tier - 1]!.prices[band]!;
      return { tier, band, quantity: shares[index]!, price };
    });
  });
  return rateLines(lines.filter(({ quantity }) => quantity > 0));
}

function requireNotNegative(quantity: Milli): void {
  if (quantity < 0) throw new RangeError(`a negative quantity: ${quantity}`);
}

function priceIn(spec: QuantityTariff, tier: number): UnitPrice {
  return spec.tiers[tier - 1]!.price;
}

/** Cuts `quantity`, which comes on top of `already`, at the limits of the tiers. */
function slices(spec: TariffSpec, already: Milli, quantity: Milli): Slice[] {
  requireNotNegative(quantity);
  const result: Slice[] = [];
  let position = already;
  let left = quantity;
  while (left > 0) {
    const at = tierAt(spec, position);
    const part = at.left === null || at.left > left ? left : at.left;
    result.push({ tier: at.tier, quantity: part });
    position = addQuantity(position, part);
    left = subtractQuantity(left, part);
  }
  return result;
}

/** The highest exact amount that still rounds to `money`: half a fen more would round up. */
function budgetOf(money: Money): bigint {
  return BigInt(money) * EXACT_PER_FEN + EXACT_PER_FEN / 2n - 1n;
}

/** Prices are above zero, so what is spent grows with every thousandth, and buying tier by tier is exact. */
function largestWithin(spec: QuantityTariff, already: Milli, budget: bigint): bigint {
  let bought = 0n;
  let left = budget;
  let { tier, left: room } = tierAt(spec, already);
  for (;;) {
    const price = BigInt(priceIn(spec, tier));
    const affordable = left / price;
    if (room === null || affordable < BigInt(room)) return bought + affordable;
    bought += BigInt(room);
    left -= BigInt(room) * price;
    ({ tier, left: room } = tierAt(spec, milliFromBigInt(BigInt(already) + bought)));
  }
}

function rateLines<L extends Omit<RatedLine, 'amount'>>(lines: readonly L[]): Rated<L & { amount: Money }> {
  const exact: ExactAmount[] = lines.map(({ quantity, price }) => priceOf(quantity, price));
  const money = roundToMoney(sumExact(...exact));
  const amounts = roundToWhole(exact, EXACT_PER_FEN, BigInt(money));
  return { money, lines: lines.map((line, index) => ({ ...line, amount: fen(Number(amounts[index])) })) };
}
