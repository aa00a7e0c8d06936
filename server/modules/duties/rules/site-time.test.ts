import { expect, test } from 'vitest';
import { businessDate } from '../../../../shared/values/calendar.ts';
import { siteInstant } from './site-time.ts';

const rows: readonly [string, string, string, string][] = [
  ['2026-03-04', '08:30', 'Asia/Shanghai', '2026-03-04T00:30:00.000Z'],
  ['2026-03-04', '00:00', 'Asia/Shanghai', '2026-03-03T16:00:00.000Z'],
  ['2026-12-31', '23:59', 'Asia/Shanghai', '2026-12-31T15:59:00.000Z'],
  ['2026-03-04', '09:00', 'Asia/Kathmandu', '2026-03-04T03:15:00.000Z'],
  ['2026-07-01', '09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
  ['2026-12-01', '09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
];
test.each(rows)('%s %s in %s', (day, time, zone, expected) => {
  expect(siteInstant(businessDate(day), time, zone)).toBe(expected);
});
