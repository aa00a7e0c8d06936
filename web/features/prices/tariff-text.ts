/** A tariff in words: the ladder, the hours, the tax, and what differs between two versions. Pure. */
import {
  BAND_KEYS,
  BANDS,
  type Basis,
  type ByBand,
  isByHours,
  type Period,
  type TariffSpec,
} from '../../../shared/rating/tariff.ts';
import type { Text } from '../../../shared/text.ts';
import { formatScaled } from '../../../shared/values/digits.ts';
import { formatUnitPrice, type UnitPrice, unitPrice } from '../../../shared/values/price.ts';
import { COMMODITIES, type Commodity, formatQuantity, type Milli } from '../../../shared/values/quantity.ts';
import { fill } from '../../lib/say.ts';

export const PERIOD_TITLES: Readonly<Record<Period, Text>> = {
  month: { zh: '按月累计', en: 'By month' },
  year: { zh: '按年累计', en: 'By year' },
  none: { zh: '不累计', en: 'No period' },
};

export const BASIS_TITLES: Readonly<Record<Basis, Text>> = {
  purchased: { zh: '按购买量', en: 'By what is bought' },
  consumed: { zh: '按抄表用量', en: 'By what the meter reads' },
};

/** A text with places, filled in both languages. */
export const told = (text: Text, words: Readonly<Record<string, Text | string | number>>): Text => {
  const inLanguage = (language: keyof Text): string =>
    fill(
      text[language],
      Object.fromEntries(
        Object.entries(words).map(([key, word]) => [key, typeof word === 'object' ? word[language] : word]),
      ),
    );
  return { zh: inLanguage('zh'), en: inLanguage('en') };
};

const T = {
  unit: { zh: '元/{unit}', en: 'yuan/{unit}' },
  tier: { zh: '第 {number} 档', en: 'Tier {number}' },
  whole: { zh: '不分档', en: 'One tier' },
  above: { zh: '{from} {unit} 以上', en: 'Above {from} {unit}' },
  all: { zh: '全部用量', en: 'Any quantity' },
  monthly: { zh: '每月 {range}', en: '{range} a month' },
  yearly: { zh: '每年 {range}', en: '{range} a year' },
  banded: { zh: '{band} {price}', en: '{band} {price}' },
  hours: { zh: '{band} {ranges}', en: '{band} {ranges}' },
} as const satisfies Record<string, Text>;

export const unitOf = (commodity: Commodity): string => COMMODITIES[commodity].unit;
export const priceUnit = (commodity: Commodity): Text => told(T.unit, { unit: unitOf(commodity) });

/** 230 or 230.5: a limit is shown as it was typed, without zeros that say nothing. */
export const shortQuantity = (quantity: Milli): string => formatQuantity(quantity, 3).replace(/\.?0+$/, '');

/** '13 %', '6.5 %' */
export const taxText = (basisPoints: number): string => `${formatScaled(basisPoints, 2).replace(/\.?0+$/, '')} %`;

const plain = (text: string): Text => ({ zh: text, en: text });

const listed = (parts: readonly Text[]): Text => ({
  zh: parts.map((part) => part.zh).join('，'),
  en: parts.map((part) => part.en).join(', '),
});

export interface TierText {
  readonly title: Text;
  readonly range: Text;
  /** One price, or one for each band in use. */
  readonly prices: readonly { readonly band: Text | null; readonly price: UnitPrice }[];
}

function pricesOf(tier: TariffSpec['tiers'][number]): TierText['prices'] {
  if ('price' in tier && tier.price !== undefined) return [{ band: null, price: tier.price }];
  const prices = (tier as { readonly prices: ByBand<UnitPrice> }).prices;
  return BAND_KEYS.filter((band) => prices[band] !== undefined).map((band) => ({
    band: BANDS[band],
    price: prices[band]!,
  }));
}

export function tiersOf(spec: TariffSpec): TierText[] {
  const unit = unitOf(spec.commodity);
  return spec.tiers.map((tier, index) => {
    const below = index === 0 ? null : spec.tiers[index - 1]!.upTo;
    const from = below === null ? '0' : shortQuantity(below);
    const open = index === 0 ? T.all : told(T.above, { from, unit });
    return {
      title: spec.tiers.length === 1 ? T.whole : told(T.tier, { number: index + 1 }),
      range: tier.upTo === null ? open : plain(`${from}–${shortQuantity(tier.upTo)} ${unit}`),
      prices: pricesOf(tier),
    };
  });
}

const pricesText = ({ prices }: TierText, commodity: Commodity): Text => {
  const figures = prices.map(({ band, price }) =>
    band === null
      ? { zh: formatUnitPrice(price), en: formatUnitPrice(price) }
      : told(T.banded, { band, price: formatUnitPrice(price) }),
  );
  const { zh, en } = listed(figures);
  const unit = priceUnit(commodity);
  return { zh: `${zh} ${unit.zh}`, en: `${en} ${unit.en}` };
};

/** The ladder as one would read it out: 每月 0–230 kWh：0.4983 元/kWh */
export function sentencesOf(spec: TariffSpec): Text[] {
  return tiersOf(spec).map((tier) => {
    const within = { month: T.monthly, year: T.yearly, none: null }[spec.period];
    const range = spec.tiers.length === 1 || within === null ? tier.range : told(within, { range: tier.range });
    const price = pricesText(tier, spec.commodity);
    return { zh: `${range.zh}：${price.zh}`, en: `${range.en}: ${price.en}` };
  });
}

export function hoursOf(spec: TariffSpec): Text | null {
  if (!isByHours(spec)) return null;
  const bands = BAND_KEYS.filter((band) => spec.hours[band] !== undefined);
  return listed(bands.map((band) => told(T.hours, { band: BANDS[band], ranges: spec.hours[band]!.join(' ') })));
}

export interface Compared {
  readonly title: Text;
  readonly old: Text | null;
  readonly next: Text | null;
  /** Of a price that moved: by how much. */
  readonly moved: string | null;
  readonly changed: boolean;
}

const R = {
  period: { zh: '累计周期', en: 'Period' },
  basis: { zh: '累计依据', en: 'Basis' },
  hours: { zh: '时段', en: 'Hours' },
  tax: { zh: '含税税率', en: 'Tax contained' },
  upTo: { zh: '{tier}范围', en: '{tier}, range' },
  price: { zh: '{tier}单价', en: '{tier}, price' },
  banded: { zh: '{tier}{band}价', en: '{tier}, {band}' },
} as const satisfies Record<string, Text>;

const same = (a: Text | null, b: Text | null): boolean => a?.zh === b?.zh;
const row = (title: Text, old: Text | null, next: Text | null, moved: string | null = null): Compared => ({
  title,
  old,
  next,
  moved,
  changed: !same(old, next),
});

/** '+0.0100' */
function movedBy(old: UnitPrice | undefined, next: UnitPrice | undefined): string | null {
  if (old === undefined || next === undefined || old === next) return null;
  return `${next > old ? '+' : '−'}${formatUnitPrice(unitPrice(next > old ? next - old : old - next))}`;
}

function comparedTier(old: TierText | undefined, next: TierText | undefined, unit: Text): Compared[] {
  const tier = (next ?? old)!.title;
  const bands = [...(next?.prices ?? []), ...(old?.prices ?? [])].map(({ band }) => band);
  const distinct = bands.filter((band, index) => bands.findIndex((other) => other?.en === band?.en) === index);
  const priceAt = (of: TierText | undefined, band: Text | null) =>
    of?.prices.find((one) => one.band?.en === band?.en)?.price;
  const shown = (price: UnitPrice | undefined): Text | null =>
    price === undefined
      ? null
      : { zh: `${formatUnitPrice(price)} ${unit.zh}`, en: `${formatUnitPrice(price)} ${unit.en}` };
  return [
    row(told(R.upTo, { tier }), old?.range ?? null, next?.range ?? null),
    ...distinct.map((band) => {
      const title = band === null ? told(R.price, { tier }) : told(R.banded, { tier, band });
      const [before, after] = [priceAt(old, band), priceAt(next, band)];
      return row(title, shown(before), shown(after), movedBy(before, after));
    }),
  ];
}

/** Old and new, line by line; `old` null where there was no price. */
export function compared(old: TariffSpec | null, next: TariffSpec): Compared[] {
  const [oldTiers, nextTiers] = [old === null ? [] : tiersOf(old), tiersOf(next)];
  const unit = priceUnit(next.commodity);
  const tiers = Array.from({ length: Math.max(oldTiers.length, nextTiers.length) }, (_, index) =>
    comparedTier(oldTiers[index], nextTiers[index], unit),
  );
  const hours = row(R.hours, old === null ? null : hoursOf(old), hoursOf(next));
  return [
    row(R.period, old === null ? null : PERIOD_TITLES[old.period], PERIOD_TITLES[next.period]),
    row(R.basis, old === null ? null : BASIS_TITLES[old.basis], BASIS_TITLES[next.basis]),
    ...(hours.old === null && hours.next === null ? [] : [hours]),
    ...tiers.flat(),
    row(R.tax, old === null ? null : plain(taxText(old.taxRateBasisPoints)), plain(taxText(next.taxRateBasisPoints))),
  ];
}
