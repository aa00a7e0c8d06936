import { expect, test } from 'vitest';
import { whenInWords } from './when-words.ts';

const none = { weekday: null, monthDay: null, termDays: null, dueTime: '17:00' };

test.each([
  [{ ...none, every: 'day' }, '每日 17:00', 'Daily 17:00'],
  [{ ...none, every: 'week', weekday: 'friday' }, '每周五 17:00', 'Weekly, Friday 17:00'],
  [{ ...none, every: 'month', monthDay: 25 }, '每月 25 日 17:00', 'Monthly day 25 17:00'],
  [
    { ...none, every: 'term', termDays: ['02-25', '08-25'] },
    '每学期 02-25、08-25 17:00',
    'Each term 02-25, 08-25 17:00',
  ],
] as const)('%j', (when, zh, en) =>
  expect(whenInWords({ ...when, termDays: when.termDays === null ? null : [...when.termDays] })).toEqual({ zh, en }),
);
