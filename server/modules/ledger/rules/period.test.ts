import { expect, test } from 'vitest';
import { businessDate } from '../../../../shared/values/calendar.ts';
import { type MonthToClose, requireClosable } from './period.ts';

const closable: MonthToClose = {
  month: '2026-03',
  today: businessDate('2026-04-01'),
  period: { closed: false },
  unsealedDay: undefined,
  earlierOpenMonth: undefined,
};

test.each<[string, Partial<MonthToClose>, string | null]>([
  ['all sealed', {}, null],
  ['long ago', { today: businessDate('2027-01-05') }, null],
  ['nothing posted', { period: undefined }, 'ledger.month_empty'],
  ['closed before', { period: { closed: true } }, 'ledger.period_closed'],
  ['an earlier month is open', { earlierOpenMonth: '2026-01' }, 'ledger.earlier_month_open'],
  ['the month runs', { today: businessDate('2026-03-31') }, 'ledger.month_not_over'],
  ['the month has not begun', { today: businessDate('2026-02-28') }, 'ledger.month_not_over'],
  ['a day is open', { unsealedDay: businessDate('2026-03-30') }, 'ledger.day_not_sealed'],
])('%s', (_name, more, refusal) => {
  const close = () => requireClosable({ ...closable, ...more });
  if (refusal === null) expect(close).not.toThrow();
  else expect(close).toThrow(expect.objectContaining({ code: refusal }));
});
