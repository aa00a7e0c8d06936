import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addSeconds,
  businessDate,
  businessDateOf,
  businessDateSchema,
  dayAfter,
  daysBetween,
  formatInstant,
  formatInstantSeconds,
  instant,
  instantSchema,
  minutesBetween,
  monthOf,
  parseBusinessDate,
  secondsBetween,
  toDate,
  weekOf,
  yearOf,
} from './calendar.ts';

const SHANGHAI = 'Asia/Shanghai';
const anyDate = fc.integer({ min: -700_000, max: 2_900_000 }).map((days) => addDays(businessDate('1970-01-01'), days));

describe('instant', () => {
  it('is UTC with milliseconds, whatever it is made from', () => {
    const expected = '2026-03-01T08:00:00.000Z';
    expect(instant(new Date(expected))).toBe(expected);
    expect(instant(Date.parse(expected))).toBe(expected);
    expect(instant('2026-03-01T16:00:00+08:00')).toBe(expected);
    expect(instant('2026-03-01T08:00:00Z')).toBe(expected);
    expect(toDate(instant(expected)).getTime()).toBe(Date.parse(expected));
  });

  it('refuses what names no moment, or no zone', () => {
    for (const wrong of ['2026-03-01', '2026-03-01T08:00:00', '2026-03-01 08:00:00', 'now', 'TZ', '']) {
      expect(() => instant(wrong)).toThrow(RangeError);
    }
    expect(() => instant(Number.NaN)).toThrow(RangeError);
    expect(() => instant(new Date('+012026-03-01T08:00:00Z'))).toThrow(RangeError);
  });

  it('counts seconds', () => {
    const start = instant('2026-02-28T23:59:59.500Z');
    expect(addSeconds(start, 0.5)).toBe('2026-03-01T00:00:00.000Z');
    expect(addSeconds(start, -86_400)).toBe('2026-02-27T23:59:59.500Z');
    expect(secondsBetween(start, addSeconds(start, 90))).toBe(90);
    expect(secondsBetween(addSeconds(start, 90), start)).toBe(-90);
    expect(minutesBetween(start, addSeconds(start, 119))).toBe(1);
  });
});

describe('the business date', () => {
  it.each([
    ['2025-12-31T15:59:59.999Z', SHANGHAI, '2025-12-31', '2025-12-31 23:59', '2025-12-31 23:59:59'],
    ['2025-12-31T16:00:00.000Z', SHANGHAI, '2026-01-01', '2026-01-01 00:00', '2026-01-01 00:00:00'],
    ['2025-12-31T16:00:00.000Z', 'UTC', '2025-12-31', '2025-12-31 16:00', '2025-12-31 16:00:00'],
    ['2026-03-08T06:59:00.000Z', 'America/New_York', '2026-03-08', '2026-03-08 01:59', '2026-03-08 01:59:00'],
    ['2026-03-08T07:00:00.000Z', 'America/New_York', '2026-03-08', '2026-03-08 03:00', '2026-03-08 03:00:00'],
    ['2026-01-01T00:00:00.000Z', 'Asia/Kathmandu', '2026-01-01', '2026-01-01 05:45', '2026-01-01 05:45:00'],
  ])('at %s in %s is %s', (moment, zone, date, minutes, seconds) => {
    expect(businessDateOf(instant(moment), zone)).toBe(date);
    expect(formatInstant(instant(moment), zone)).toBe(minutes);
    expect(formatInstantSeconds(instant(moment), zone)).toBe(seconds);
  });

  it('refuses an unknown time zone', () => {
    expect(() => businessDateOf(instant(0), 'Asia/Nowhere')).toThrow(RangeError);
  });

  it.each([
    ['2026-02-28', '2026-02-28'],
    [' ２０２４－０２－２９ ', '2024-02-29'],
    ['2023-02-29', null],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['2026-00-10', null],
    ['2026-1-1', null],
    ['20260101', null],
    ['', null],
  ])('"%s" is read as %s', (text, date) => expect(parseBusinessDate(text)).toBe(date));

  it('asserts a date', () => expect(() => businessDate('2026-02-30')).toThrow(RangeError));
});

describe('counting days', () => {
  it('crosses months, years and leap days', () => {
    expect(dayAfter(businessDate('2025-12-31'))).toBe('2026-01-01');
    expect(dayAfter(businessDate('2024-02-28'))).toBe('2024-02-29');
    expect(addDays(businessDate('2026-03-01'), -1)).toBe('2026-02-28');
    expect(monthOf(businessDate('2026-03-01'))).toBe('2026-03');
    expect(yearOf(businessDate('2026-03-01'))).toBe(2026);
  });

  it('comes back the same way', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(parseBusinessDate(date)).toBe(date);
      }),
    );
  });

  it.each([
    ['2026-03-01', '2026-02-23'], // a Sunday
    ['2026-03-02', '2026-03-02'], // a Monday
    ['2026-01-01', '2025-12-29'], // a Thursday
  ])('the week of %s begins on Monday %s', (date, monday) => expect(weekOf(businessDate(date))).toBe(monday));

  it('gives one Monday for seven days', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const monday = weekOf(date);
        expect(toDate(instant(`${monday}T00:00:00Z`)).getUTCDay()).toBe(1);
        expect(daysBetween(monday, date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(monday, date)).toBeLessThan(7);
      }),
    );
  });
});

it('the schemas take the canonical forms only', () => {
  expect(instantSchema.parse('2026-03-01T08:00:00.000Z')).toBe('2026-03-01T08:00:00.000Z');
  for (const wrong of ['2026-03-01T08:00:00Z', '2026-03-01T16:00:00.000+08:00', '2026-03-01', 0]) {
    expect(instantSchema.safeParse(wrong).success).toBe(false);
  }
  expect(businessDateSchema.parse('2024-02-29')).toBe('2024-02-29');
  for (const wrong of ['2023-02-29', '2024-2-29', '2024-02-29T00:00:00.000Z']) {
    expect(businessDateSchema.safeParse(wrong).success).toBe(false);
  }
});
