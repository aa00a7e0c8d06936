import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursTariff, PUBLISHED, quantityTariff } from '../../test/vectors/tariffs.ts';
import { addDays, businessDate, businessDateOf, dayAfter, daysBetween, instant } from '../values/calendar.ts';
import { bandAt, canonicalTariff, isByHours, periodOf, TARIFF_FAULTS, tariffSpecSchema } from './tariff.ts';

const BEIJING = quantityTariff('Beijing electricity, residential, monthly ladder');
const PEAK_VALLEY = hoursTariff('Zhejiang electricity, residential, annual ladder with peak and valley');
const FLAT = quantityTariff('Dormitory, flat over quota');

/** The faults of a changed tariff, each with its path. */
function faults(spec: unknown): string[] {
  const result = tariffSpecSchema.safeParse(spec);
  return result.success ? [] : result.error.issues.map(({ message, path }) => `${path.join('.')}: ${message}`);
}

describe('a tariff', () => {
  it('of every published ladder is accepted as it is', () => {
    expect(PUBLISHED).toHaveLength(6);
    for (const { spec } of PUBLISHED) expect(faults(spec)).toEqual([]);
    expect(PUBLISHED.filter(({ spec }) => isByHours(spec))).toHaveLength(1);
  });

  const [first, second, last] = BEIJING.tiers;
  const [peakFirst, ...peakRest] = PEAK_VALLEY.tiers;
  const { hours } = PEAK_VALLEY;
  it.each([
    ['tiers.1.upTo: tiers.not_ascending', { ...BEIJING, tiers: [second, first, last] }],
    ['tiers.1.upTo: tiers.not_ascending', { ...BEIJING, tiers: [first, first, last] }],
    ['tiers.1.upTo: tiers.last_not_open', { ...BEIJING, tiers: [first, second] }],
    ['tiers.1.upTo: tiers.open_before_last', { ...BEIJING, tiers: [first, last, last] }],
    ['period: tiers.no_period', { ...BEIJING, period: 'none' }],
    ['tiers.0: prices.by_quantity', { ...BEIJING, tiers: [peakFirst, second, last] }],
    ['tiers.0: prices.by_quantity', { ...BEIJING, tiers: [{ ...peakFirst, ...first }, second, last] }],
    ['tiers.0: prices.by_hours', { ...PEAK_VALLEY, tiers: [first, ...peakRest] }],
    ['basis: hours.basis', { ...PEAK_VALLEY, basis: 'purchased' }],
    ['hours: hours.not_the_day', { ...PEAK_VALLEY, hours: { ...hours, valley: ['22:00-07:59'] } }],
    ['hours: hours.not_the_day', { ...PEAK_VALLEY, hours: { ...hours, valley: ['21:59-08:00'] } }],
    [
      'tiers.0: prices.flat',
      {
        ...PEAK_VALLEY,
        hours: { ...hours, flat: ['07:00-08:00'], valley: ['22:00-07:00'] },
        tiers: [peakFirst, ...peakRest],
      },
    ],
  ])('is refused with %s', (fault, spec) => expect(faults(spec)).toContain(fault));

  it.each([
    ['no tier', { ...FLAT, tiers: [] }],
    ['a price of zero', { ...FLAT, tiers: [{ upTo: null, price: 0 }] }],
    ['a price above 100 yuan', { ...FLAT, tiers: [{ upTo: null, price: 1_000_001 }] }],
    ['a price with a fraction', { ...FLAT, tiers: [{ upTo: null, price: 4563.5 }] }],
    ['a limit of zero', { ...BEIJING, tiers: [{ ...first, upTo: 0 }, second, last] }],
    ['a tax rate of 1300 %', { ...FLAT, taxRateBasisPoints: 130_000 }],
    ['an unknown commodity', { ...FLAT, commodity: 'steam' }],
    ['a member nobody knows', { ...FLAT, surcharge: 1 }],
    ['an hour that is none', { ...PEAK_VALLEY, hours: { ...hours, peak: ['08:00-25:00'] } }],
  ])('is refused with %s', (_name, spec) => expect(faults(spec)).not.toEqual([]));

  it('may have flat hours, and several ranges of a band', () => {
    const spec = {
      ...PEAK_VALLEY,
      hours: {
        peak: ['08:00-11:00', '18:00-23:00'],
        flat: ['07:00-08:00', '11:00-18:00'],
        valley: ['23:00-24:00', '00:00-07:00'],
      },
      tiers: [{ upTo: null, prices: { peak: 6000, flat: 5000, valley: 3000 } }],
    };
    expect(faults(spec)).toEqual([]);
    const parsed = tariffSpecSchema.parse(spec);
    if (!isByHours(parsed)) throw new Error('expected a tariff by hours');
    expect(
      ['00:00', '06:59', '07:00', '10:59', '11:00', '22:59', '23:00'].map((minute) => bandAt(parsed, minute)),
    ).toEqual(['valley', 'valley', 'flat', 'peak', 'flat', 'peak', 'valley']);
  });

  it('passes midnight with its hours', () => {
    expect(['07:59', '08:00', '21:59', '22:00'].map((minute) => bandAt(PEAK_VALLEY, minute))).toEqual([
      'valley',
      'peak',
      'peak',
      'valley',
    ]);
  });

  it('says every fault in both languages', () => {
    for (const { zh, en } of Object.values(TARIFF_FAULTS)) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z]/);
    }
  });
});

describe('canonicalTariff', () => {
  it('is one text for one tariff, in whatever order it was written', () => {
    const text =
      '{"basis":"purchased","commodity":"electricity","period":"month","taxRateBasisPoints":1300,"tiers":[{"price":4563,"upTo":null}]}';
    expect(canonicalTariff(FLAT)).toBe(text);
    const { tiers, ...head } = FLAT;
    expect(canonicalTariff({ tiers, hours: undefined, ...head })).toBe(text);
  });

  it('changes with every member, and is refused for what is no tariff', () => {
    const changed = [
      FLAT,
      { ...FLAT, commodity: 'gas' as const },
      { ...FLAT, period: 'year' as const },
      { ...FLAT, basis: 'consumed' as const },
      { ...FLAT, taxRateBasisPoints: 1299 },
      BEIJING,
      { ...BEIJING, tiers: [...BEIJING.tiers.slice(0, 2), FLAT.tiers[0]!] },
      PEAK_VALLEY,
    ];
    expect(new Set(changed.map(canonicalTariff)).size).toBe(changed.length);
    expect(() => canonicalTariff({ ...FLAT, tiers: [] })).toThrow();
  });
});

describe('periodOf', () => {
  it.each([
    ['2025-12-31', 'year', '2025-01-01', '2025-12-31'],
    ['2026-01-01', 'year', '2026-01-01', '2026-12-31'],
    ['2025-12-31', 'month', '2025-12-01', '2025-12-31'],
    ['2026-01-01', 'month', '2026-01-01', '2026-01-31'],
    ['2024-02-29', 'month', '2024-02-01', '2024-02-29'],
    ['2026-02-01', 'month', '2026-02-01', '2026-02-28'],
    ['2026-04-30', 'month', '2026-04-01', '2026-04-30'],
    ['2026-04-30', 'none', '0001-01-01', '9999-12-31'],
  ] as const)('%s by %s is %s to %s', (date, period, from, to) => {
    expect(periodOf(businessDate(date), period)).toEqual({ from, to });
  });

  it('parts the moments around midnight by the day of the site, not of UTC', () => {
    const yearAt = (moment: string) => periodOf(businessDateOf(instant(moment), 'Asia/Shanghai'), 'year').from;
    expect(yearAt('2025-12-31T15:59:59.999Z')).toBe('2025-01-01');
    expect(yearAt('2025-12-31T16:00:00.000Z')).toBe('2026-01-01');
  });

  it('covers every day once, and the next period begins the day after', () => {
    const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(businessDate('1970-01-01'), days));
    fc.assert(
      fc.property(anyDate, fc.constantFrom('month' as const, 'year' as const), (date, period) => {
        const { from, to } = periodOf(date, period);
        expect(daysBetween(from, date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(date, to)).toBeGreaterThanOrEqual(0);
        expect(periodOf(from, period)).toEqual({ from, to });
        expect(periodOf(to, period)).toEqual({ from, to });
        expect(periodOf(dayAfter(to), period).from).toBe(dayAfter(to));
      }),
    );
  });
});
