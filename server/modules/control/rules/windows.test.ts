import { describe, expect, it } from 'vitest';
import { businessDate, instant } from '../../../../shared/values/calendar.ts';
import { weekdayOf, windowsBetween } from './windows.ts';

const night = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '23:00', to: '06:00' };
const lesson = { weekdays: [1], from: '08:00', to: '09:40' };
const span = { from: instant('2026-03-01T00:00:00.000Z'), until: instant('2026-03-03T00:00:00.000Z') };

describe('windowsBetween', () => {
  it('counts weekdays from Monday, before and after the day it counts from', () => {
    expect(weekdayOf(businessDate('2026-03-02'))).toBe(1);
    expect(weekdayOf(businessDate('2026-03-08'))).toBe(7);
    expect(weekdayOf(businessDate('2023-12-31'))).toBe(7);
  });

  it('over midnight ends on the next day of the site', () => {
    const found = windowsBetween({ windows: [night], exceptions: [] }, { ...span, timeZone: 'Asia/Shanghai' });
    expect(found).toEqual([
      { startsAt: '2026-03-01T15:00:00.000Z', endsAt: '2026-03-01T22:00:00.000Z' },
      { startsAt: '2026-03-02T15:00:00.000Z', endsAt: '2026-03-02T22:00:00.000Z' },
    ]);
  });

  it('leaves out the days of exception by the day on which a window begins', () => {
    const exceptions = [{ from: businessDate('2026-03-02'), to: businessDate('2026-03-02'), note: '' }];
    const found = windowsBetween({ windows: [night, lesson], exceptions }, { ...span, timeZone: 'Asia/Shanghai' });
    expect(found.map(({ startsAt }) => startsAt)).toEqual(['2026-03-01T15:00:00.000Z']);
  });

  it('is as long as the clocks of the site say when they are put forward', () => {
    const clocks = { from: instant('2026-03-28T00:00:00.000Z'), until: instant('2026-03-28T23:00:00.000Z') };
    const [found] = windowsBetween({ windows: [night], exceptions: [] }, { ...clocks, timeZone: 'Europe/Berlin' });
    expect(found).toEqual({ startsAt: '2026-03-28T22:00:00.000Z', endsAt: '2026-03-29T04:00:00.000Z' });
  });
});
