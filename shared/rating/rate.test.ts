import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursTariff, quantityTariff, WORKED } from '../../test/vectors/tariffs.ts';
import { businessDate } from '../values/calendar.ts';
import { addMoney, fen, formatMoney, parseMoney } from '../values/money.ts';
import { addQuantity, formatQuantity, type Milli, milli, parseQuantity } from '../values/quantity.ts';
import { quantityForMoney, type RatedLine, rateQuantity, rateRegisters, tierAt } from './rate.ts';
import { type HoursTariff, periodOf, type QuantityTariff, tariffSpecSchema } from './tariff.ts';

const BEIJING = quantityTariff('Beijing electricity, residential, monthly ladder');
const ZHEJIANG = quantityTariff('Zhejiang electricity, residential, annual ladder');
const WATER = quantityTariff('Beijing water, residential, annual ladder');
const GAS = quantityTariff('Beijing gas, residential, annual ladder');
const DORMITORY = quantityTariff('Dormitory, flat over quota');
const PEAK_VALLEY = hoursTariff('Zhejiang electricity, residential, annual ladder with peak and valley');

const units = (text: string): Milli => parseQuantity(text)!;
const yuan = (text: string) => parseMoney(text)!;
const shown = (lines: readonly RatedLine[]) =>
  lines.map(({ tier, quantity, amount }) => `${tier}: ${formatQuantity(quantity, 3)} = ${formatMoney(amount)}`);

const anyTariff: fc.Arbitrary<QuantityTariff> = fc
  .record({
    limits: fc.uniqueArray(fc.integer({ min: 1, max: 5_000_000 }), { maxLength: 4 }),
    prices: fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ limits, prices }) => {
    const upTo = [...limits.sort((a, b) => a - b), null];
    const tiers = upTo.map((limit, index) => ({ upTo: limit, price: prices[index]! }));
    return tariffSpecSchema.parse({ ...ZHEJIANG, tiers }) as QuantityTariff;
  });
const anyQuantity = fc.integer({ min: 0, max: 20_000_000 }).map(milli);
const anySum = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 100_000_000 })).map(fen);

describe('rateQuantity', () => {
  it.each(WORKED)('$tariff, $already used, $quantity: $money', ({ tariff, already, quantity, money }) => {
    expect(rateQuantity(quantityTariff(tariff), already, quantity).money).toBe(money);
  });

  it('has every worked example of the published file', () => expect(WORKED).toHaveLength(4));

  it('cuts at the tiers, and its lines sum to the total that was rounded once', () => {
    // 4.883 + 5.383 = 10.266: 4.88 and 5.38 would lose a fen; the larger remainder, equal here, goes first.
    const { money, lines } = rateQuantity(BEIJING, units('230'), units('20'));
    expect(formatMoney(money)).toBe('10.27');
    expect(shown(lines)).toEqual(['1: 10.000 = 4.89', '2: 10.000 = 5.38']);
    expect(lines.map(({ price }) => price)).toEqual([4883, 5383]);
  });

  it.each([
    ['stands exactly on a limit', '240', '1', ['2: 1.000 = 0.54']],
    ['ends exactly on a limit', '239', '1', ['1: 1.000 = 0.49']],
    ['crosses every tier', '0', '500', ['1: 240.000 = 117.19', '2: 160.000 = 86.13', '3: 100.000 = 78.83']],
    ['a thousandth of each side', '239.999', '0.002', ['1: 0.001 = 0.00', '2: 0.001 = 0.00']],
    ['nothing', '10', '0', []],
  ])('%s', (_name, already, quantity, lines) => {
    expect(shown(rateQuantity(BEIJING, units(already), units(quantity)).lines)).toEqual(lines);
  });

  it.each([
    [GAS, '349.5', '1', '2.72'], // 0.5 × 2.61 + 0.5 × 2.83
    [WATER, '0', '300', '1820.00'], // 180 × 5 + 80 × 7 + 40 × 9
    [DORMITORY, '1000', '8', '3.65'], // 3.6504
    [DORMITORY, '0', '0.011', '0.01'], // 0.0050193
    [DORMITORY, '0', '0.010', '0.00'], // 0.004563
  ])('own worked case %#', (spec, already, quantity, money) => {
    expect(formatMoney(rateQuantity(spec, units(already), units(quantity)).money)).toBe(money);
  });

  it('refuses negative quantities', () => {
    expect(() => rateQuantity(BEIJING, milli(-1), milli(1))).toThrow(RangeError);
    expect(() => rateQuantity(BEIJING, milli(0), milli(-1))).toThrow(RangeError);
  });

  it('begins again at the first tier in the new year', () => {
    const bought = [
      { on: businessDate('2025-12-31'), quantity: units('2760') },
      { on: businessDate('2025-12-31'), quantity: units('10') },
      { on: businessDate('2026-01-01'), quantity: units('10') },
    ];
    const money = bought.map(({ on, quantity }, index) => {
      const { from, to } = periodOf(on, ZHEJIANG.period);
      const before = bought.slice(0, index).filter((earlier) => earlier.on >= from && earlier.on <= to);
      return formatMoney(
        rateQuantity(ZHEJIANG, addQuantity(...before.map((earlier) => earlier.quantity)), quantity).money,
      );
    });
    expect(money).toEqual(['1484.88', '5.88', '5.38']);
  });

  it('climbs by what the basis counts: bought 300 and used 100 are not the same tier', () => {
    const already = { purchased: units('300'), consumed: units('100') };
    const rated = (['purchased', 'consumed'] as const).map((basis) => {
      const spec: QuantityTariff = { ...BEIJING, basis };
      return formatMoney(rateQuantity(spec, already[spec.basis], units('50')).money);
    });
    expect(rated).toEqual(['26.92', '24.42']); // 26.915 and 24.415, both half up
  });

  it('splitting a purchase inside a period differs from the whole by rounding only', () => {
    fc.assert(
      fc.property(
        anyTariff,
        anyQuantity,
        fc.array(anyQuantity, { minLength: 1, maxLength: 6 }),
        (spec, already, parts) => {
          const whole = rateQuantity(spec, already, addQuantity(...parts)).money;
          let position = already;
          const apart = parts.map((part) => {
            const { money } = rateQuantity(spec, position, part);
            position = addQuantity(position, part);
            return money;
          });
          // Each rounding moves at most half a fen, the whole's own too.
          expect(2 * Math.abs(addMoney(...apart) - whole)).toBeLessThanOrEqual(parts.length + 1);
        },
      ),
    );
  });

  it('agrees with a sum taken thousandth by thousandth, and lines sum to the total', () => {
    const small = fc.integer({ min: 0, max: 400 }).map(milli);
    fc.assert(
      fc.property(anyTariff, small, small, (spec, already, quantity) => {
        let exact = 0n;
        for (let at = already + 1; at <= already + quantity; at++) {
          exact += BigInt(spec.tiers.find(({ upTo }) => upTo === null || at <= upTo)!.price);
        }
        const { money, lines } = rateQuantity(spec, already, quantity);
        expect(BigInt(money)).toBe((exact + 50_000n) / 100_000n);
        expect(addMoney(...lines.map(({ amount }) => amount))).toBe(money);
        expect(addQuantity(...lines.map((line) => line.quantity))).toBe(quantity);
      }),
    );
  });

  it('is monotone', () => {
    fc.assert(
      fc.property(anyTariff, anyQuantity, anyQuantity, anyQuantity, (spec, already, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(rateQuantity(spec, already, less).money).toBeLessThanOrEqual(rateQuantity(spec, already, more).money);
      }),
    );
  });
});

describe('quantityForMoney', () => {
  it.each([
    // 240 × 0.4883 = 117.192; the rest up to 120.005 exclusive buys 5.225 at 0.5383: 2.8126175, together 120.0046.
    ['passes a tier', BEIJING, '0', '120', '245.225', '120.00', '0.00'],
    ['inside one tier', BEIJING, '0', '50', '102.406', '50.00', '0.00'], // 50.0048 rounds to 50.00, a Wh more to 50.01
    ['the last tier', ZHEJIANG, '4800', '100', '119.337', '100.00', '0.00'],
    ['exactly to a limit', WATER, '170', '50', '10.000', '50.00', '0.00'],
    ['a dormitory', DORMITORY, '0', '100', '219.165', '100.00', '0.00'], // 100.0049895; a Wh more is 100.0054458
    ['a fen', DORMITORY, '0', '0.01', '0.032', '0.01', '0.00'],
    ['no money', DORMITORY, '0', '0', '0.000', '0.00', '0.00'],
  ])('%s', (_name, spec, already, money, quantity, price, residue) => {
    const bought = quantityForMoney(spec, units(already), yuan(money));
    expect([formatQuantity(bought.quantity, 3), formatMoney(bought.money), formatMoney(bought.residue)]).toEqual([
      quantity,
      price,
      residue,
    ]);
  });

  it('keeps the residue where the meter takes whole steps', () => {
    const whole = quantityForMoney(WATER, units('175'), yuan('50'), milli(1000));
    // 5 × 5 + 3 × 7 = 46; the ninth cubic metre would make 53.
    expect([whole.quantity, whole.money, whole.residue]).toEqual([8000, 4600, 400]);
    expect(shown(whole.lines)).toEqual(['1: 5.000 = 25.00', '2: 3.000 = 21.00']);
    const hundredths = quantityForMoney(DORMITORY, milli(0), yuan('100'), milli(10));
    expect([hundredths.quantity, hundredths.money, hundredths.residue]).toEqual([219_160, 10_000, 0]);
  });

  it('keeps a residue where a thousandth costs more than a fen', () => {
    const dear = tariffSpecSchema.parse({ ...DORMITORY, tiers: [{ upTo: null, price: 250_000 }] }) as QuantityTariff;
    const bought = quantityForMoney(dear, milli(0), fen(4));
    // 0.025 yuan a litre: one rounds to 0.03, two cost 0.05.
    expect([bought.quantity, bought.money, bought.residue]).toEqual([1, 3, 1]);
  });

  it('refuses negative money and a step of nothing', () => {
    expect(() => quantityForMoney(DORMITORY, milli(0), fen(-1))).toThrow(RangeError);
    expect(() => quantityForMoney(DORMITORY, milli(0), fen(1), milli(0))).toThrow(RangeError);
  });

  it('buys the largest quantity: one step more would cost more than the money', () => {
    const step = fc.constantFrom(1, 10, 1000).map(milli);
    fc.assert(
      fc.property(anyTariff, anyQuantity, anySum, step, (spec, already, money, step) => {
        const bought = quantityForMoney(spec, already, money, step);
        expect(bought.quantity % step).toBe(0);
        expect(bought.money).toBe(rateQuantity(spec, already, bought.quantity).money);
        expect(bought.money).toBeLessThanOrEqual(money);
        expect(addMoney(bought.money, bought.residue)).toBe(money);
        if (money > 0) {
          expect(rateQuantity(spec, already, addQuantity(bought.quantity, step)).money).toBeGreaterThan(money);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never gives less than the quantity that was priced at this money', () => {
    fc.assert(
      fc.property(anyTariff, anyQuantity, anyQuantity, (spec, already, quantity) => {
        const { money } = rateQuantity(spec, already, quantity);
        fc.pre(money > 0);
        const bought = quantityForMoney(spec, already, money);
        expect(bought.quantity).toBeGreaterThanOrEqual(quantity);
        expect(bought.money).toBe(money);
      }),
    );
  });
});

describe('tierAt', () => {
  it.each([
    ['0', 1, '240'],
    ['239.999', 1, '0.001'],
    ['240', 2, '160'],
    ['400', 3, null],
    ['9000', 3, null],
  ])('after %s: tier %i, %s left', (already, tier, left) => {
    expect(tierAt(BEIJING, units(already))).toEqual({ tier, left: left === null ? null : units(left) });
  });
});

describe('rateRegisters', () => {
  const bandLines = (already: string, peak: string, valley: string) =>
    rateRegisters(PEAK_VALLEY, units(already), { peak: units(peak), valley: units(valley) });

  it.each([
    ['peak only', '0', '100', '0', '56.80'],
    ['valley only', '0', '0', '100', '28.80'],
    ['both in the first tier', '0', '60', '40', '45.60'], // 34.08 + 11.52
    ['both in the third', '4800', '60', '40', '75.60'], // 52.08 + 23.52
    // 60 × 0.568 + 40 × 0.288 = 45.60, and 0.05 on the 50 above 2760
    ['across a limit', '2710', '60', '40', '48.10'],
    // 3000 × 0.568 + 2000 × 0.288, 0.05 on 2040 and 0.30 on 200
    ['across every tier', '0', '3000', '2000', '2442.00'],
    ['nothing', '0', '0', '0', '0.00'],
  ])('%s', (_name, already, peak, valley, money) => {
    expect(formatMoney(bandLines(already, peak, valley).money)).toBe(money);
  });

  it('shows each band of each tier', () => {
    const { lines } = bandLines('2710', '60', '40');
    expect(lines.map(({ tier, band, quantity, price, amount }) => [tier, band, quantity, price, amount])).toEqual([
      [1, 'peak', 30_000, 5680, 1704],
      [1, 'valley', 20_000, 2880, 576],
      [2, 'peak', 30_000, 6180, 1854],
      [2, 'valley', 20_000, 3380, 676],
    ]);
  });

  const withFlat = tariffSpecSchema.parse({
    ...PEAK_VALLEY,
    hours: { peak: ['08:00-22:00'], flat: ['22:00-24:00'], valley: ['00:00-08:00'] },
    tiers: [
      { upTo: 1000, prices: { peak: 10_000, flat: 5_000, valley: 1_000 } },
      { upTo: null, prices: { peak: 20_000, flat: 9_000, valley: 3_000 } },
    ],
  }) as HoursTariff;

  it('rates a flat register where the tariff has flat hours', () => {
    const { money, lines } = rateRegisters(withFlat, milli(0), {
      peak: milli(1000),
      flat: milli(500),
      valley: milli(500),
    });
    expect(lines.map(({ tier, band, quantity }) => [tier, band, quantity])).toEqual([
      [1, 'peak', 500],
      [1, 'flat', 250],
      [1, 'valley', 250],
      [2, 'peak', 500],
      [2, 'flat', 250],
      [2, 'valley', 250],
    ]);
    expect(formatMoney(money)).toBe('1.95'); // 0.5 + 0.125 + 0.025 + 1 + 0.225 + 0.075
    expect(() => rateRegisters(PEAK_VALLEY, milli(0), { peak: milli(0), flat: milli(0), valley: milli(0) })).toThrow(
      RangeError,
    );
  });

  it('refuses a register that ran backwards', () => {
    expect(() => rateRegisters(PEAK_VALLEY, milli(0), { peak: milli(-1), valley: milli(5) })).toThrow(RangeError);
  });

  it('sums to the registers, fills the tiers by the total, and lines sum to the money', () => {
    fc.assert(
      fc.property(anyQuantity, anyQuantity, anyQuantity, anyQuantity, (already, peak, flat, valley) => {
        const { money, lines } = rateRegisters(withFlat, already, { peak, flat, valley });
        const sumOf = (chosen: typeof lines) => addQuantity(...chosen.map(({ quantity }) => quantity));
        expect(sumOf(lines.filter(({ band }) => band === 'peak'))).toBe(peak);
        expect(sumOf(lines.filter(({ band }) => band === 'flat'))).toBe(flat);
        expect(sumOf(lines.filter(({ band }) => band === 'valley'))).toBe(valley);
        const roomInFirst = Math.max(0, 1000 - already);
        expect(sumOf(lines.filter(({ tier }) => tier === 1))).toBe(Math.min(roomInFirst, peak + flat + valley));
        expect(addMoney(...lines.map(({ amount }) => amount))).toBe(money);
      }),
    );
  });

  it('where a tier adds the same to each band, the split does not change the money', () => {
    fc.assert(
      fc.property(anyQuantity, anyQuantity, anyQuantity, (already, peak, valley) => {
        const above = (limit: number) =>
          BigInt(Math.max(0, already + peak + valley - limit) - Math.max(0, already - limit));
        const exact =
          BigInt(peak) * 5680n + BigInt(valley) * 2880n + above(2_760_000) * 500n + above(4_800_000) * 2500n;
        expect(BigInt(rateRegisters(PEAK_VALLEY, already, { peak, valley }).money)).toBe((exact + 50_000n) / 100_000n);
      }),
    );
  });
});
