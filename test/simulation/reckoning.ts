/**
 * The auditor's own arithmetic: what a quantity costs and what money buys, written apart from the product's, in exact
 * whole numbers and by other means (every tier's band cut by minimum and maximum, the largest quantity by bisection).
 */

export interface Tier {
  readonly upTo: number | null;
  readonly price: number;
}

/** Half of a fen rounds up. Thousandths times 0.0001 yuan are 10^-7 yuan, of which a fen has 100,000. */
const inFen = (exact: bigint): bigint => (exact * 2n + 100_000n) / 200_000n;

function exactCost(tiers: readonly Tier[], already: bigint, quantity: bigint): bigint {
  let floor = 0n;
  let cost = 0n;
  const end = already + quantity;
  for (const { upTo, price } of tiers) {
    const ceiling = upTo === null ? end : BigInt(upTo);
    const low = already > floor ? already : floor;
    const high = end < ceiling ? end : ceiling;
    if (high > low) cost += (high - low) * BigInt(price);
    floor = ceiling;
  }
  return cost;
}

/** In fen. */
export const costOf = (tiers: readonly Tier[], already: number, quantity: number): number =>
  Number(inFen(exactCost(tiers, BigInt(already), BigInt(quantity))));

/** The largest quantity whose price is not above the money; nothing for no money. */
export function mostFor(tiers: readonly Tier[], already: number, money: number): number {
  if (money === 0) return 0;
  let enough = 0n;
  let tooMuch = 1n;
  const affordable = (quantity: bigint): boolean => inFen(exactCost(tiers, BigInt(already), quantity)) <= BigInt(money);
  while (affordable(tooMuch)) tooMuch *= 2n;
  while (tooMuch - enough > 1n) {
    const middle = (enough + tooMuch) / 2n;
    if (affordable(middle)) enough = middle;
    else tooMuch = middle;
  }
  return Number(enough);
}

/** The tax in a gross sum: the whole number t nearest to gross·rate ÷ (10,000 + rate), the upper one of two. */
export function taxIn(gross: number, basisPoints: number): number {
  const whole = BigInt(10_000 + basisPoints);
  const part = BigInt(gross) * BigInt(basisPoints);
  const down = part / whole;
  return Number((part - down * whole) * 2n >= whole ? down + 1n : down);
}
