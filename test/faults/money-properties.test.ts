/**
 * FT-35: money, tariff and rounding by random cases, held against a calculation written another way: a ladder as one sum
 * from zero, rounding by doubling, the most for a sum of money by halving an interval. Nothing but integers comes out.
 */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type PricedSale, priceSale } from '../../server/modules/vending/rules/price-sale.ts';
import { Refusal } from '../../server/platform/operations/refuse.ts';
import { quantityForMoney, rateQuantity, rateRegisters } from '../../shared/rating/rate.ts';
import { type HoursTariff, isByHours, type QuantityTariff, tariffSpecSchema } from '../../shared/rating/tariff.ts';
import { allocate, fen, formatMoney, parseMoney, splitTax } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { PUBLISHED } from '../vectors/tariffs.ts';

const CASES = sized({ smoke: 6000, ci: 100_000, long: 5_000_000 });
const PROPERTIES = 6;
const done: string[] = [];

function holds<T extends unknown[]>(name: string, property: fc.IProperty<T>): void {
  test(name, () => {
    const numRuns = Math.ceil(CASES / PROPERTIES);
    fc.assert(property, { numRuns, seed: SEED });
    done.push(`${name} (${numRuns})`);
  });
}

afterAll(() => {
  if (done.length === PROPERTIES)
    noteResult({ list: 'faults', id: 'FT-35', found: `random cases: ${done.join(', ')}`, seed: SEED });
});

/** Half up by doubling: the whole number nearest to n/d, the upper of two that are as near; n not negative. */
function nearest(n: bigint, d: bigint): bigint {
  let whole = n / d;
  if ((n - whole * d) * 2n >= d) whole += 1n;
  return whole;
}

/** What the first `x` thousandths of a period cost, in 10^-7 yuan: the ladder as one sum from zero. */
function fromZero(spec: QuantityTariff, x: bigint): bigint {
  let cost = 0n;
  let below = 0n;
  for (const { upTo, price } of spec.tiers) {
    const top = upTo === null || BigInt(upTo) > x ? x : BigInt(upTo);
    if (top > below) cost += (top - below) * BigInt(price);
    below = upTo === null ? x : BigInt(upTo);
    if (below >= x) break;
  }
  return cost;
}

const costOf = (spec: QuantityTariff, already: number, quantity: number): bigint =>
  nearest(fromZero(spec, BigInt(already) + BigInt(quantity)) - fromZero(spec, BigInt(already)), 100_000n);

const whole = (...numbers: readonly number[]): void => {
  for (const number of numbers) if (!Number.isSafeInteger(number)) throw new Error(`not a whole number: ${number}`);
};
const sum = (numbers: readonly number[]): number => numbers.reduce((so, number) => so + number, 0);

const quantities = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 50_000_000 }));
const monies = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 500_000_000 }));
const price = fc.integer({ min: 1, max: 1_000_000 });

const random = fc
  .record({
    limits: fc.uniqueArray(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 5 }),
    prices: fc.array(price, { minLength: 6, maxLength: 6 }),
    tax: fc.integer({ min: 0, max: 2000 }),
  })
  .map(({ limits, prices, tax }) =>
    tariffSpecSchema.parse({
      commodity: 'electricity',
      period: 'month',
      basis: 'purchased',
      taxRateBasisPoints: tax,
      tiers: [...limits.toSorted((a, b) => a - b), null].map((upTo, index) => ({ upTo, price: prices[index] })),
    }),
  );
const published = PUBLISHED.map(({ spec }) => spec);
const byQuantity = fc.oneof(
  random,
  fc.constantFrom(...published.filter((spec) => !isByHours(spec))),
) as fc.Arbitrary<QuantityTariff>;
const byHours = fc.constantFrom(...published.filter(isByHours)) as fc.Arbitrary<HoursTariff>;

holds(
  'a quantity costs what the ladder from zero says, and its lines sum to it',
  fc.property(byQuantity, quantities, quantities, (spec, already, quantity) => {
    const { money, lines } = rateQuantity(spec, milli(already), milli(quantity));
    expect(BigInt(money)).toBe(costOf(spec, already, quantity));
    expect(sum(lines.map((line) => line.amount))).toBe(money);
    expect(sum(lines.map((line) => line.quantity))).toBe(quantity);
    whole(money, ...lines.flatMap((line) => [line.amount, line.quantity, line.price]));
  }),
);

holds(
  'money buys the most that it pays for, and nothing of it is lost',
  fc.property(byQuantity, quantities, monies, (spec, already, money) => {
    const bought = quantityForMoney(spec, milli(already), fen(money));
    expect(bought.money + bought.residue).toBe(money);
    whole(bought.quantity, bought.money, bought.residue);
    if (money === 0) {
      expect(bought.quantity).toBe(0);
      return;
    }
    let [least, most] = [0, 1];
    while (costOf(spec, already, most) <= BigInt(money)) most *= 2;
    while (most - least > 1) {
      const middle = least + Math.trunc((most - least) / 2);
      if (costOf(spec, already, middle) <= BigInt(money)) least = middle;
      else most = middle;
    }
    expect(bought.quantity).toBe(least);
  }),
);

holds(
  'registers and tiers both sum to what was used',
  fc.property(byHours, quantities, quantities, quantities, (spec, already, peak, valley) => {
    const { money, lines } = rateRegisters(spec, milli(already), { peak: milli(peak), valley: milli(valley) });
    expect(sum(lines.map((line) => line.amount))).toBe(money);
    for (const [band, used] of [
      ['peak', peak],
      ['valley', valley],
    ] as const)
      expect(sum(lines.filter((line) => line.band === band).map((line) => line.quantity))).toBe(used);
    const exact = lines.reduce((so, line) => so + BigInt(line.quantity) * BigInt(line.price), 0n);
    expect(BigInt(money)).toBe(nearest(exact, 100_000n));
    whole(money, ...lines.flatMap((line) => [line.amount, line.quantity]));
  }),
);

holds(
  'tax and net sum to the gross, and the tax is the nearest fen',
  fc.property(monies, fc.integer({ min: 0, max: 10_000 }), (gross, rate) => {
    const { net, tax } = splitTax(fen(gross), rate);
    expect(net + tax).toBe(gross);
    expect(BigInt(tax)).toBe(nearest(BigInt(gross) * BigInt(rate), 10_000n + BigInt(rate)));
    whole(net, tax);
  }),
);

holds(
  'shares sum to the whole, each within a fen of its due; what is written is read back',
  fc.property(
    monies,
    fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 }),
    (total, weights) => {
      const shares = allocate(fen(total), weights);
      expect(sum(shares)).toBe(total);
      const all = BigInt(sum(weights));
      for (const [index, share] of shares.entries()) {
        const off = BigInt(share) * all - BigInt(total) * BigInt(weights[index]!);
        expect(off > -all && off < all).toBe(true);
        expect(parseMoney(formatMoney(share))).toBe(share);
      }
      whole(...shares);
    },
  ),
);

const sales = fc.record({
  spec: byQuantity,
  wanted: fc.oneof(
    monies.map((money) => ({ by: 'money' as const, moneyFen: fen(money + 1) })),
    quantities.map((quantity) => ({ by: 'quantity' as const, quantityMilli: milli(quantity + 1) })),
  ),
  creditUnit: fc.constantFrom('money' as const, 'energy' as const),
  alreadyMilli: quantities.map(milli),
  arrearsFen: fc.oneof(fc.constant(0), monies).map(fen),
  residueFen: fc.integer({ min: 0, max: 99 }).map(fen),
});

holds(
  'a sale loses nothing: what comes in is arrears, energy and what is left',
  fc.property(sales, (sale) => {
    let priced: PricedSale;
    try {
      priced = priceSale(sale);
    } catch (error) {
      if (error instanceof Refusal) return;
      throw error;
    }
    const { totalFen, residueUsedFen, arrearsFen, energyFen, residueKeptFen, netFen, taxFen, lines } = priced;
    expect(totalFen + residueUsedFen).toBe(arrearsFen + energyFen + residueKeptFen);
    expect(netFen + taxFen).toBe(energyFen);
    if (sale.wanted.by === 'money') expect(totalFen).toBe(sale.wanted.moneyFen);
    if (sale.creditUnit === 'energy') {
      expect(sum(lines.map((line) => line.amountFen))).toBe(energyFen);
      expect(BigInt(energyFen)).toBe(costOf(sale.spec, sale.alreadyMilli, priced.quantityMilli!));
    }
    whole(totalFen, residueUsedFen, arrearsFen, energyFen, residueKeptFen, netFen, taxFen, priced.creditAmount);
    expect([residueUsedFen, residueKeptFen, arrearsFen, energyFen].every((part) => part >= 0)).toBe(true);
  }),
);
