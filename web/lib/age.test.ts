import { expect, test } from 'vitest';
import { addSeconds, instant } from '../../shared/values/calendar.ts';
import { ageText } from './age.ts';

const since = instant('2026-03-02T00:00:00.000Z');

test.each([
  [-5, '不到 1 分', 'under 1 min'],
  [59, '不到 1 分', 'under 1 min'],
  [60, '1 分', '1 min'],
  [3599, '59 分', '59 min'],
  [3600, '1 小时 0 分', '1 h 0 min'],
  [86_399, '23 小时 59 分', '23 h 59 min'],
  [86_400, '1 天 0 小时', '1 d 0 h'],
  [200_000, '2 天 7 小时', '2 d 7 h'],
])('%i seconds: %s', (seconds, zh, en) => {
  expect(ageText(since, addSeconds(since, seconds))).toEqual({ zh, en });
});
