import { describe, expect, test } from 'vitest';
import { TARIFF_FAULTS, type TariffSpec } from '../../../shared/rating/tariff.ts';
import { unitPrice } from '../../../shared/values/price.ts';
import { milli } from '../../../shared/values/quantity.ts';
import { checked, type Draft, draftOf, FRESH, freshTier, rangesOf, withTier } from './tariff-draft.ts';

const ladder: TariffSpec = {
  commodity: 'electricity',
  period: 'month',
  basis: 'purchased',
  taxRateBasisPoints: 1300,
  tiers: [
    { upTo: milli(230_000), price: unitPrice(4983) },
    { upTo: null, price: unitPrice(5483) },
  ],
};
const byHours: TariffSpec = {
  commodity: 'electricity',
  period: 'year',
  basis: 'consumed',
  taxRateBasisPoints: 1300,
  hours: { peak: ['08:00-11:00', '18:00-23:00'], flat: ['11:00-18:00'], valley: ['23:00-08:00'] },
  tiers: [{ upTo: null, prices: { peak: unitPrice(9000), flat: unitPrice(6000), valley: unitPrice(3000) } }],
};

const problemsOf = (draft: Draft) => Object.fromEntries(checked(draft).problems.map(({ path, text }) => [path, text]));

test.each([
  ['a ladder', ladder],
  ['hours', byHours],
])('%s: a draft of a tariff is that tariff', (_name, spec) => {
  expect(checked(draftOf(spec)).spec).toEqual(spec);
});

describe('what is wrong is said at its field', () => {
  test('a fresh form lacks its price, and nothing else', () => {
    expect(Object.keys(problemsOf(FRESH))).toEqual(['tiers.0.price']);
  });

  test('a tier that ends below the one before it', () => {
    const draft = draftOf(ladder);
    const tiers = [draft.tiers[0]!, { ...freshTier(9), upTo: 100_000, price: 5000 }, draft.tiers[1]!];
    expect(problemsOf({ ...draft, tiers })).toEqual({ 'tiers.1.upTo': TARIFF_FAULTS['tiers.not_ascending'] });
  });

  test('after a row is added, the one that was open needs its limit', () => {
    const draft = withTier(draftOf(ladder));
    expect(new Set(draft.tiers.map((tier) => tier.key)).size).toBe(3);
    expect(Object.keys(problemsOf(draft)).sort()).toEqual(['tiers.1.upTo', 'tiers.2.price']);
  });

  test('a ladder without a period, a figure that is none, hours that are not the day', () => {
    expect(problemsOf({ ...draftOf(ladder), period: 'none' })).toEqual({ period: TARIFF_FAULTS['tiers.no_period'] });
    expect(Object.keys(problemsOf({ ...draftOf(ladder), taxRateBasisPoints: '1o' }))).toEqual(['taxRateBasisPoints']);
    const hours = { peak: '08:00-22:00', flat: '', valley: '21:00-08:00' };
    const draft = { ...draftOf(byHours), hours };
    expect(problemsOf(draft)).toEqual({ hours: TARIFF_FAULTS['hours.not_the_day'] });
    expect(Object.keys(problemsOf({ ...draft, hours: { ...hours, valley: 'at night' } }))).toEqual(['hours.valley']);
  });

  test('a figure that cannot be read says how it is written', () => {
    const draft = draftOf(ladder);
    const tiers = [
      { ...draft.tiers[0]!, upTo: '1e3', price: '0.49835' },
      { ...draft.tiers[1]!, price: undefined },
    ];
    expect(Object.fromEntries(checked({ ...draft, tiers }).problems.map(({ path, text }) => [path, text.zh]))).toEqual({
      'tiers.0.upTo': '请填数量，最多三位小数',
      'tiers.0.price': '请填金额，最多四位小数',
      'tiers.1.price': '请填写',
    });
  });

  test('prices by hours are rated from consumption', () => {
    expect(problemsOf({ ...draftOf(byHours), basis: 'purchased' })).toEqual({ basis: TARIFF_FAULTS['hours.basis'] });
  });
});

test.each([
  ['08:00-22:00', ['08:00-22:00']],
  ['8:00-11:00，18:00～23:00', ['08:00-11:00', '18:00-23:00']],
  ['０８：００－２２：００', ['08:00-22:00']],
  ['22:00至8:00', ['22:00-08:00']],
  ['  ', []],
])('hours typed as %j', (typed, ranges) => {
  expect(rangesOf(typed)).toEqual(ranges);
});
