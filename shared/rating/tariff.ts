/**
 * A tariff: one version of the price of a commodity, as proposed, approved and hashed. The counter shows it, the
 * server decides by it, both through this code. A tariff is either by quantity (tiers with one price each) or by
 * hours (tiers with a price for peak, valley and, where used, flat hours, rated from register readings).
 *
 * Invariants, checked by the schema: tiers ascend strictly and only the last is open; prices are above zero; the hours
 * cover the day once; a ladder has a period to climb in; hours are rated from consumption, never at the counter.
 */
import { z } from 'zod';
import type { Text } from '../text.ts';
import { type BusinessDate, businessDate, daysOfMonth, monthOf, yearOf } from '../values/calendar.ts';
import { canonicalJson } from '../values/canonical.ts';
import type { UnitPrice } from '../values/price.ts';
import { COMMODITY_KEYS, type Commodity, type Milli } from '../values/quantity.ts';

export const PERIODS = ['month', 'year', 'none'] as const;
/** In what the quantity starts again at the first tier. */
export type Period = (typeof PERIODS)[number];

export const BASES = ['purchased', 'consumed'] as const;
/** What climbs the ladder in the period: the quantity bought, or the quantity read from the meter. */
export type Basis = (typeof BASES)[number];

export const BAND_KEYS = ['peak', 'flat', 'valley'] as const;
export type Band = (typeof BAND_KEYS)[number];

export const BANDS: Readonly<Record<Band, Text>> = {
  peak: { zh: '峰', en: 'Peak' },
  flat: { zh: '平', en: 'Flat' },
  valley: { zh: '谷', en: 'Valley' },
};

/** A value for each band in use; every tariff by hours has peak and valley. */
export interface ByBand<T> {
  readonly peak: T;
  readonly flat?: T | undefined;
  readonly valley: T;
}

interface TariffHead {
  readonly commodity: Commodity;
  readonly period: Period;
  readonly basis: Basis;
  /** Tax contained in the prices, 0.01 %. */
  readonly taxRateBasisPoints: number;
}

export interface QuantityTariff extends TariffHead {
  readonly hours?: undefined;
  /** `upTo`: the last thousandth of the period that is in this tier; null in the last. */
  readonly tiers: readonly { readonly upTo: Milli | null; readonly price: UnitPrice }[];
}

export interface HoursTariff extends TariffHead {
  /** 'HH:mm-HH:mm' in the site's time zone; 22:00-08:00 passes midnight. */
  readonly hours: ByBand<readonly string[]>;
  readonly tiers: readonly { readonly upTo: Milli | null; readonly prices: ByBand<UnitPrice> }[];
}

export type TariffSpec = QuantityTariff | HoursTariff;

export function isByHours(spec: TariffSpec): spec is HoursTariff {
  return spec.hours !== undefined;
}

/** What the schema says is wrong, as `message` of the issue, at the path of the field. */
export const TARIFF_FAULTS = {
  'tiers.not_ascending': { zh: '每一档的上限必须高于上一档', en: 'Each tier must end above the one before it' },
  'tiers.last_not_open': { zh: '最后一档不设上限', en: 'The last tier has no upper limit' },
  'tiers.open_before_last': { zh: '只有最后一档可以不设上限', en: 'Only the last tier has no upper limit' },
  'tiers.no_period': { zh: '阶梯价必须按月或按年累计', en: 'A ladder needs a month or a year to climb in' },
  'prices.by_hours': { zh: '分时电价每一档都要填峰、谷价', en: 'By hours, every tier has a peak and a valley price' },
  'prices.by_quantity': { zh: '不分时的电价每一档只填一个单价', en: 'Without hours, every tier has one price' },
  'prices.flat': { zh: '平段的时间和价格必须同时填写', en: 'Flat hours and flat prices come together' },
  'hours.not_the_day': {
    zh: '时段必须正好覆盖全天二十四小时，不得重叠',
    en: 'The hours must cover the day once, no overlap',
  },
  'hours.basis': { zh: '分时电价只能按用量计算', en: 'Prices by hours are rated from consumption' },
} as const satisfies Record<string, Text>;

export type TariffFault = keyof typeof TARIFF_FAULTS;

/** 100 yuan per unit: above any price of a household or an office; a slipped decimal point is refused here. */
const HIGHEST_PRICE = 1_000_000;
/** A thousand million units in a period. */
const HIGHEST_TIER = 1_000_000_000_000;

const priceSchema = z.int().min(1).max(HIGHEST_PRICE);
const hoursSchema = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/))
  .min(1)
  .max(12);
const byBand = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ peak: schema, flat: schema.optional(), valley: schema });

const shape = z.strictObject({
  commodity: z.enum(COMMODITY_KEYS),
  period: z.enum(PERIODS),
  basis: z.enum(BASES),
  taxRateBasisPoints: z.int().min(0).max(2_000),
  hours: byBand(hoursSchema).optional(),
  tiers: z
    .array(
      z.strictObject({
        upTo: z.int().min(1).max(HIGHEST_TIER).nullable(),
        price: priceSchema.optional(),
        prices: byBand(priceSchema).optional(),
      }),
    )
    .min(1)
    .max(12),
});

type Shape = z.output<typeof shape>;
interface Found {
  readonly fault: TariffFault;
  readonly path: (string | number)[];
}

function faultsOfLadder({ tiers, period }: Shape): Found[] {
  const found: Found[] = [];
  let below = 0;
  for (const [index, { upTo }] of tiers.entries()) {
    const path = ['tiers', index, 'upTo'];
    const isLast = index === tiers.length - 1;
    if (isLast && upTo !== null) found.push({ fault: 'tiers.last_not_open', path });
    if (!isLast && upTo === null) found.push({ fault: 'tiers.open_before_last', path });
    if (upTo !== null && upTo <= below) found.push({ fault: 'tiers.not_ascending', path });
    below = upTo ?? below;
  }
  if (tiers.length > 1 && period === 'none') found.push({ fault: 'tiers.no_period', path: ['period'] });
  return found;
}

function faultsOfPrices({ tiers, hours }: Shape): Found[] {
  const found: Found[] = [];
  for (const [index, { price, prices }] of tiers.entries()) {
    const path = ['tiers', index];
    if (hours === undefined) {
      if (price === undefined || prices !== undefined) found.push({ fault: 'prices.by_quantity', path });
    } else if (prices === undefined || price !== undefined) {
      found.push({ fault: 'prices.by_hours', path });
    } else if ((prices.flat === undefined) !== (hours.flat === undefined)) {
      found.push({ fault: 'prices.flat', path });
    }
  }
  return found;
}

function faultsOfHours({ hours, basis }: Shape): Found[] {
  if (hours === undefined) return [];
  const found: Found[] = [];
  const covered = new Array<number>(MINUTES_OF_DAY).fill(0);
  for (const range of BAND_KEYS.flatMap((band) => hours[band] ?? [])) {
    for (const minute of minutesOf(range)) covered[minute] = covered[minute]! + 1;
  }
  if (covered.some((times) => times !== 1)) found.push({ fault: 'hours.not_the_day', path: ['hours'] });
  if (basis !== 'consumed') found.push({ fault: 'hours.basis', path: ['basis'] });
  return found;
}

const MINUTES_OF_DAY = 1440;

/** The minutes of the day in 'HH:mm-HH:mm'. Equal ends are the whole day. */
function minutesOf(range: string): number[] {
  const [from = 0, to = 0] = range.split('-').map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
  const length = to > from ? to - from : to - from + MINUTES_OF_DAY;
  return Array.from({ length }, (_, index) => (from + index) % MINUTES_OF_DAY);
}

export const tariffSpecSchema = shape.superRefine((spec, context) => {
  for (const { fault, path } of [...faultsOfLadder(spec), ...faultsOfPrices(spec), ...faultsOfHours(spec)]) {
    context.addIssue({ code: 'custom', message: fault, path });
  }
}) as unknown as z.ZodType<TariffSpec, z.input<typeof shape>>;

/** The text whose SHA-256 a sale stores beside the version: canonical JSON (RFC 8785) of the checked tariff. */
export function canonicalTariff(spec: TariffSpec): string {
  return canonicalJson(tariffSpecSchema.parse(spec));
}

/**
 * The period a day counts in, first and last day included. `none` is the whole calendar. The day is the site's
 * business date: a purchase on 31 December and one on 1 January climb different years.
 */
export function periodOf(date: BusinessDate, period: Period): { from: BusinessDate; to: BusinessDate } {
  if (period === 'none') return { from: businessDate('0001-01-01'), to: businessDate('9999-12-31') };
  if (period === 'year') {
    const year = String(yearOf(date)).padStart(4, '0');
    return { from: businessDate(`${year}-01-01`), to: businessDate(`${year}-12-31`) };
  }
  return daysOfMonth(monthOf(date));
}

/** The band whose hours hold the minute 'HH:mm' of the site's day. */
export function bandAt(spec: HoursTariff, minute: string): Band {
  const at = Number(minute.slice(0, 2)) * 60 + Number(minute.slice(3, 5));
  const band = BAND_KEYS.find((key) => spec.hours[key]?.some((range) => minutesOf(range).includes(at)));
  if (band === undefined) throw new RangeError(`no hours at ${minute}`);
  return band;
}
