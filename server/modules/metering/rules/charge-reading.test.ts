import { describe, expect, it } from 'vitest';
import { type TariffSpec, tariffSpecSchema } from '../../../../shared/rating/tariff.ts';
import { milli } from '../../../../shared/values/quantity.ts';
import { priceOfUse } from './charge-reading.ts';

const ladder: TariffSpec = tariffSpecSchema.parse({
  commodity: 'electricity',
  period: 'month',
  basis: 'consumed',
  taxRateBasisPoints: 1300,
  tiers: [
    { upTo: 100_000, price: 5_000 },
    { upTo: null, price: 8_000 },
  ],
});
const hours: TariffSpec = tariffSpecSchema.parse({
  commodity: 'electricity',
  period: 'none',
  basis: 'consumed',
  taxRateBasisPoints: 1300,
  hours: { peak: ['08:00-22:00'], valley: ['22:00-08:00'] },
  tiers: [{ upTo: null, prices: { peak: 6_000, valley: 3_000 } }],
});

describe('by quantity', () => {
  it.each([
    [0, 10_000, 500],
    [95_000, 10_000, 650],
    [200_000, 10_000, 800],
    [0, 0, 0],
    // A correction gives back what it is taken from, from the top of the ladder down.
    [105_000, -10_000, -650],
    [10_000, -10_000, -500],
    // More than the period has: only what the period has.
    [4_000, -10_000, -200],
  ])('after %i, %i costs %i fen', (already, used, money) => {
    expect(priceOfUse(ladder, milli(already), { total: milli(used) })).toEqual({ money });
  });
});

describe('by hours', () => {
  it('rates peak and valley from their registers', () => {
    const used = { total: milli(10_000), peak: milli(6_000), valley: milli(4_000) };
    expect(priceOfUse(hours, milli(0), used)).toEqual({ money: 480 });
    const back = { total: milli(-10_000), peak: milli(-6_000), valley: milli(-4_000) };
    expect(priceOfUse(hours, milli(50_000), back)).toEqual({ money: -480 });
  });

  it('refuses without them', () => {
    expect(priceOfUse(hours, milli(0), { total: milli(10_000) })).toEqual({ refused: 'reading.registers_missing' });
  });

  it('refuses bands that do not add up to the total, but not for the figures a display cuts off', () => {
    const bands = { peak: milli(6_000), valley: milli(4_000) };
    expect(priceOfUse(hours, milli(0), { total: milli(11_000), ...bands })).toEqual({ money: 480 });
    expect(priceOfUse(hours, milli(0), { total: milli(11_001), ...bands })).toEqual({
      refused: 'reading.bands_differ',
    });
    const wide = { total: milli(30_000), ...bands, tolerance: milli(20_000) };
    expect(priceOfUse(hours, milli(0), wide)).toEqual({ money: 480 });
  });
});
