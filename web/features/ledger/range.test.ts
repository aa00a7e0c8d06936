import { expect, test } from 'vitest';
import { businessDate } from '../../../shared/values/calendar.ts';
import { linesHref, rangeFrom } from './range.ts';

const today = businessDate('2026-03-14');
const from = (search: string) => rangeFrom(new URLSearchParams(search), today);

test.each([
  ['', '2026-03-01', '2026-03-14'],
  ['from=2026-02-10', '2026-02-10', '2026-03-14'],
  ['to=2026-01-31', '2026-01-01', '2026-01-31'],
  ['from=2026-03-20&to=2026-03-10', '2026-03-10', '2026-03-20'],
  ['from=yesterday&to=2026-02-30', '2026-03-01', '2026-03-14'],
])('%s shows %s to %s', (search, first, last) => {
  expect(from(search)).toEqual({ from: first, to: last });
});

test('a closing balance leads to all lines up to its day', () => {
  expect(linesHref('1001.safe', { to: today })).toBe('/ledger/account?account=1001.safe&whole=1&to=2026-03-14');
});
