import { expect, test } from 'vitest';
import type { TariffSpec } from '../../../../shared/rating/tariff.ts';
import { instant } from '../../../../shared/values/calendar.ts';
import { unitPrice } from '../../../../shared/values/price.ts';
import { milli } from '../../../../shared/values/quantity.ts';
import { priceSetOf } from './price-set.ts';
import { nextTryAt, settleChecked, settleWritten, switchAtOf } from './settle.ts';

const head = { commodity: 'electricity', period: 'month', basis: 'consumed', taxRateBasisPoints: 1300 } as const;
const at = instant('2026-03-02T01:00:00.000Z');
const tried = { now: at, attempts: 1 };

test('a price set: one price, four by hours, none for a ladder', () => {
  const one: TariffSpec = { ...head, tiers: [{ upTo: null, price: unitPrice(5000) }] };
  expect(priceSetOf(one)).toEqual([5000]);
  const prices = { peak: unitPrice(8000), valley: unitPrice(3000) };
  const hours = { peak: ['08:00-22:00'], valley: ['22:00-08:00'] };
  expect(priceSetOf({ ...head, hours, tiers: [{ upTo: null, prices }] })).toEqual([8000, 8000, 8000, 3000]);
  const flat = { ...prices, flat: unitPrice(5000) };
  const day = { peak: ['08:00-12:00'], flat: ['12:00-22:00'], valley: ['22:00-08:00'] };
  expect(priceSetOf({ ...head, hours: day, tiers: [{ upTo: null, prices: flat }] })).toEqual([8000, 8000, 5000, 3000]);
  const ladder = [
    { upTo: milli(100_000), price: unitPrice(5000) },
    { upTo: null, price: unitPrice(8000) },
  ];
  expect(priceSetOf({ ...head, tiers: ladder })).toBeNull();
});

test('the switch is never told for a minute that has passed, or is about to', () => {
  const later = instant('2026-04-01T00:00:00.000Z');
  expect(switchAtOf(later, at)).toBe(later);
  expect(switchAtOf(at, at)).toBe('2026-03-02T01:15:00.000Z');
});

test('tried again after 5 minutes, then twice as long, at most six hours', () => {
  expect([1, 2, 3, 8, 30].map((attempts) => nextTryAt(at, attempts).slice(11, 16))).toEqual([
    '01:05',
    '01:10',
    '01:20',
    '07:00',
    '07:00',
  ]);
});

const switchAt = instant('2026-04-01T00:00:00.000Z');
test.each([
  ['answered', { result: 'answered', value: null, at }, { state: 'sent', reason: null, switch_at: switchAt }],
  ['no backup set', { result: 'refused', error: 'no-such-data', at }, { state: 'refused', reason: 'no-such-data' }],
  ['another error', { result: 'refused', error: 'security-module', at }, { state: 'refused', reason: 'refused' }],
  ['silent', { result: 'silent', at }, { state: 'silent', reason: 'silent' }],
  ['line down', { result: 'unreachable', at }, { state: 'silent', reason: 'unreachable' }],
] as const)('written, %s', (_name, answer, expected) => {
  expect(settleWritten(answer, { ...tried, switchAt })).toMatchObject(expected);
});

test.each([
  ['the price is in force', { result: 'answered', value: 5000, at }, { state: 'confirmed', confirmed_at: at }],
  ['another is', { result: 'answered', value: 4000, at }, { state: 'refused', reason: 'other-price', next_try_at: at }],
  ['it cannot say', { result: 'refused', error: 'no-such-data', at }, { state: 'confirmed' }],
  ['silent', { result: 'silent', at }, { state: 'sent', reason: 'silent' }],
] as const)('asked after the switch, %s', (_name, answer, expected) => {
  expect(settleChecked(answer, { ...tried, prices: [5000] })).toMatchObject(expected);
});
