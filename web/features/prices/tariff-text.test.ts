import { describe, expect, test } from 'vitest';
import type { TariffSpec } from '../../../shared/rating/tariff.ts';
import { unitPrice } from '../../../shared/values/price.ts';
import { milli } from '../../../shared/values/quantity.ts';
import { compared, hoursOf, sentencesOf, taxText } from './tariff-text.ts';

const head = { commodity: 'electricity', period: 'month', basis: 'purchased', taxRateBasisPoints: 1300 } as const;
const flat: TariffSpec = { ...head, tiers: [{ upTo: null, price: unitPrice(4883) }] };
const ladder: TariffSpec = {
  ...head,
  tiers: [
    { upTo: milli(230_500), price: unitPrice(4883) },
    { upTo: null, price: unitPrice(5483) },
  ],
};
const water: TariffSpec = {
  ...head,
  commodity: 'water',
  period: 'year',
  tiers: [
    { upTo: milli(36_000), price: unitPrice(28_000) },
    { upTo: null, price: unitPrice(42_000) },
  ],
};
const byHours: TariffSpec = {
  ...head,
  basis: 'consumed',
  hours: { peak: ['08:00-22:00'], valley: ['22:00-08:00'] },
  tiers: [{ upTo: null, prices: { peak: unitPrice(9512), valley: unitPrice(4120) } }],
};

describe('a ladder read out', () => {
  test.each([
    ['one price', flat, ['全部用量：0.4883 元/kWh'], ['Any quantity: 0.4883 yuan/kWh']],
    [
      'tiers by month',
      ladder,
      ['每月 0–230.5 kWh：0.4883 元/kWh', '每月 230.5 kWh 以上：0.5483 元/kWh'],
      ['0–230.5 kWh a month: 0.4883 yuan/kWh', 'Above 230.5 kWh a month: 0.5483 yuan/kWh'],
    ],
    [
      'tiers by year',
      water,
      ['每年 0–36 m³：2.8000 元/m³', '每年 36 m³ 以上：4.2000 元/m³'],
      ['0–36 m³ a year: 2.8000 yuan/m³', 'Above 36 m³ a year: 4.2000 yuan/m³'],
    ],
    [
      'hours',
      byHours,
      ['全部用量：峰 0.9512，谷 0.4120 元/kWh'],
      ['Any quantity: Peak 0.9512, Valley 0.4120 yuan/kWh'],
    ],
  ])('%s', (_name, spec, zh, en) => {
    expect(sentencesOf(spec).map((sentence) => sentence.zh)).toEqual(zh);
    expect(sentencesOf(spec).map((sentence) => sentence.en)).toEqual(en);
  });

  test('hours and tax', () => {
    expect(hoursOf(byHours)?.zh).toBe('峰 08:00-22:00，谷 22:00-08:00');
    expect(hoursOf(flat)).toBeNull();
    expect([taxText(1300), taxText(650), taxText(0)]).toEqual(['13 %', '6.5 %', '0 %']);
  });
});

describe('old and new side by side', () => {
  const changes = (old: TariffSpec | null, next: TariffSpec) =>
    compared(old, next)
      .filter((row) => row.changed)
      .map(({ title, old, next, moved }) => [title.zh, old?.zh ?? null, next?.zh ?? null, moved]);

  test('nothing differs', () => {
    expect(changes(ladder, ladder)).toEqual([]);
  });

  test('a price that rose and one that fell say by how much', () => {
    const dearer: TariffSpec = { ...head, tiers: [{ upTo: null, price: unitPrice(4983) }] };
    expect(changes(flat, dearer)).toEqual([['不分档单价', '0.4883 元/kWh', '0.4983 元/kWh', '+0.0100']]);
    expect(changes(dearer, flat)).toEqual([['不分档单价', '0.4983 元/kWh', '0.4883 元/kWh', '−0.0100']]);
  });

  test('a tier that is new, and one that goes', () => {
    expect(changes(flat, ladder)).toEqual([
      ['第 1 档范围', '全部用量', '0–230.5 kWh', null],
      ['第 2 档范围', null, '230.5 kWh 以上', null],
      ['第 2 档单价', null, '0.5483 元/kWh', null],
    ]);
    expect(changes(ladder, flat).at(-1)).toEqual(['第 2 档单价', '0.5483 元/kWh', null, null]);
  });

  test('from one price to prices by hours', () => {
    expect(changes(flat, byHours)).toEqual([
      ['累计依据', '按购买量', '按抄表用量', null],
      ['时段', null, '峰 08:00-22:00，谷 22:00-08:00', null],
      ['不分档峰价', null, '0.9512 元/kWh', null],
      ['不分档谷价', null, '0.4120 元/kWh', null],
      ['不分档单价', '0.4883 元/kWh', null, null],
    ]);
  });

  test('the first price of a category: all of it is new', () => {
    expect(compared(null, ladder).every((row) => row.changed && row.old === null)).toBe(true);
  });
});
