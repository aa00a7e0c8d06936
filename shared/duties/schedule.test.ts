import { describe, expect, test } from 'vitest';
import { CONTRACTS } from '../contracts/all.gen.ts';
import { fullName } from '../contracts/contract.ts';
import { businessDate } from '../values/calendar.ts';
import { DUTIES, dutyById } from './register.ts';
import { type Cadence, cadencesOf, dueDays, isDutyOf, occasionsOf, occurrenceOn, occurrencesOf } from './schedule.ts';

const on = businessDate;
const month = (day: number): Cadence => ({ every: 'month', day, at: '17:00' });
const week = (weekday: 1 | 5 | 7): Cadence => ({ every: 'week', weekday, at: '17:00' });

describe('due days', () => {
  const rows: readonly [string, Cadence, string, string, string][] = [
    ['every day, over a month end', { every: 'day', at: '09:00' }, '2026-02-27', '2026-03-01', '02-27 02-28 03-01'],
    ['fridays', week(5), '2026-03-02', '2026-03-20', '03-06 03-13 03-20'],
    ['a monday that is today', week(1), '2026-03-02', '2026-03-08', '03-02'],
    ['sundays end the week', week(7), '2026-03-02', '2026-03-08', '03-08'],
    ['a weekday already past this week', week(1), '2026-03-03', '2026-03-08', ''],
    ['the 31st is the last day of every month', month(31), '2026-01-31', '2026-04-30', '01-31 02-28 03-31 04-30'],
    ['a leap year', month(31), '2028-02-01', '2028-02-29', '02-29'],
    ['over the turn of the year', month(3), '2026-12-01', '2027-01-31', '12-03 01-03'],
    ['days of the year', { every: 'year', days: ['03-10', '09-10'], at: '17:00' }, '2026-05-01', '2027-04-01', '09-10 03-10'],
    ['nothing in between', month(15), '2026-03-16', '2026-04-14', ''],
  ]; // biome-ignore format: a table
  test.each(rows)('%s', (_, cadence, from, to, expected) => {
    const days = dueDays(cadence, on(from), on(to)).map((day) => day.slice(5));
    expect(days.join(' ')).toBe(expected);
  });
});

test('work counts from the day after the one before was due', () => {
  expect(occurrencesOf(month(31), on('2026-02-01'), on('2026-03-31'))).toEqual([
    { from: '2026-02-01', dueOn: '2026-02-28', at: '17:00' },
    { from: '2026-03-01', dueOn: '2026-03-31', at: '17:00' },
  ]);
  expect(occurrencesOf({ every: 'day', at: '09:00' }, on('2026-03-01'), on('2026-03-01'))).toEqual([
    { from: '2026-03-01', dueOn: '2026-03-01', at: '09:00' },
  ]);
  expect(occurrencesOf(week(5), on('2026-03-02'), on('2026-03-06'))[0]).toMatchObject({ from: '2026-02-28' });
  const yearly: Cadence = { every: 'year', days: ['12-20'], at: '17:00' };
  expect(occurrencesOf(yearly, on('2026-12-01'), on('2026-12-31'))[0]).toMatchObject({ from: '2025-12-21' });
});

describe('on the list of a day', () => {
  const rows: readonly [string, Cadence, string, string | null][] = [
    ['today', { every: 'day', at: '09:00' }, '2026-03-04', '2026-03-04'],
    ['all week until Friday', week(5), '2026-03-02', '2026-03-06'],
    ['from Saturday the next one', week(5), '2026-03-07', '2026-03-13'],
    ['the month end a week ahead', month(31), '2026-03-24', '2026-03-31'],
    ['the month end not yet', month(31), '2026-03-23', null],
  ];
  test.each(rows)('%s', (_, cadence, today, dueOn) => {
    expect(occurrenceOn(cadence, on(today))?.dueOn ?? null).toBe(dueOn);
  });
});

describe('the register on the calendar', () => {
  const duty = (id: string) => dutyById(id)!;

  test('the cash journal is cleared every day and settled every month', () => {
    expect(cadencesOf(duty('2.cashier.7')).map(({ every }) => every)).toEqual(['day', 'month']);
  });

  test('an occasion brings no task', () => {
    expect(cadencesOf(duty('1.operator.1'))).toEqual([]);
    expect(occasionsOf(duty('1.operator.1'))).toEqual(['each-sign-in']);
  });

  test('every time of the register is a day of the calendar or an occasion, and no cadence of a duty comes twice', () => {
    for (const one of DUTIES) {
      const every = cadencesOf(one).map((cadence) => cadence.every);
      expect(new Set(every).size, one.id).toBe(every.length);
      if (one.when.length > 0) expect(every.length + occasionsOf(one).length, one.id).toBeGreaterThan(0);
    }
  });

  test('work that keeps a duty exists and may be done by a post that owes it', () => {
    const contracts = new Map(CONTRACTS.map((contract) => [fullName(contract), contract]));
    for (const one of DUTIES)
      for (const name of cadencesOf(one).flatMap((cadence) => cadence.work ?? [])) {
        const contract = contracts.get(name);
        expect(contract?.kind, `${one.id}: ${name}`).toBe('operation');
        const may = contract!.posts;
        const owed = Array.isArray(may) ? one.posts.some((post) => (may as readonly string[]).includes(post)) : true;
        expect(owed, `${one.id}: ${name}`).toBe(true);
      }
  });

  test('a selling office owes no duties of a service station, but all posts owe theirs everywhere', () => {
    const office = { packs: ['vending'], singleOperator: false } as const;
    expect(isDutyOf(duty('2.cashier.6'), office)).toBe(true);
    expect(isDutyOf(duty('4.settlement.6'), office)).toBe(false);
    expect(isDutyOf(duty('6.all.5s'), office)).toBe(true);
    expect(isDutyOf(duty('3.clerk.3'), office)).toBe(false);
    expect(isDutyOf(duty('3.clerk.3'), { ...office, singleOperator: true })).toBe(true);
  });
});
