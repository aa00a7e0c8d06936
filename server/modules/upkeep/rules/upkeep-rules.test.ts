import { describe, expect, test } from 'vitest';
import { REPAIR_STATES, type RepairState } from '../../../../shared/upkeep/words.ts';
import { businessDate, instant } from '../../../../shared/values/calendar.ts';
import { fen } from '../../../../shared/values/money.ts';
import { dueTasks, type InForce } from './due-tasks.ts';
import { endOfItem, mayMoveItem } from './item-states.ts';
import { whyNotAccept } from './judge-acceptance.ts';
import { median, reckonFigures } from './reckon-figures.ts';
import { isInHand, isUndone, mayMoveRepair } from './repair-states.ts';

const STATES = Object.keys(REPAIR_STATES) as RepairState[];

test('a repair moves only as the table says', () => {
  const moves = STATES.flatMap((from) => STATES.filter((to) => mayMoveRepair(from, to)).map((to) => `${from} → ${to}`));
  expect(moves).toEqual([
    'reported → taken',
    'reported → cancelled',
    'taken → waiting-parts',
    'taken → outside',
    'taken → repaired',
    'waiting-parts → outside',
    'waiting-parts → repaired',
    'outside → waiting-parts',
    'outside → repaired',
    'repaired → taken',
    'repaired → accepted',
  ]);
  expect(STATES.filter(isInHand)).toEqual(['taken', 'waiting-parts', 'outside']);
  expect(STATES.filter(isUndone)).toEqual(['reported', 'taken', 'waiting-parts', 'outside']);
});

test.each([
  ['proposed', 'approved', true],
  ['proposed', 'rejected', true],
  ['approved', 'ended', true],
  ['approved', 'proposed', false],
  ['ended', 'approved', false],
  ['rejected', 'approved', false],
] as const)('an item %s → %s: %s', (from, to, legal) => expect(mayMoveItem(from, to)).toBe(legal));

test.each([
  ['proposed', 'rejected'],
  ['approved', 'ended'],
] as const)('ending what is %s makes it %s', (from, to) => expect(endOfItem(from)).toBe(to));

const asked = { reportedBy: 'clerk', reportedPost: 'vending-clerk', repairers: ['technician', 'technician'] };

test.each([
  ['who reported it', 'clerk', 'vending-clerk', null],
  ['who reported it, in another post', 'clerk', 'cashier', null],
  ['a colleague of the same post', 'other', 'vending-clerk', null],
  ['the supervisor', 'other', 'vending-supervisor', null],
  ['the general manager', 'other', 'general-manager', null],
  ['the cashier beside', 'other', 'cashier', 'upkeep.not_user'],
  ['another technician', 'other', 'vending-technician', 'upkeep.not_user'],
  ['the repairer', 'technician', 'vending-technician', 'person.must_differ'],
  ['the repairer, in the post that reported', 'technician', 'vending-clerk', 'person.must_differ'],
])('accepted by %s', (_who, person, post, code) => expect(whyNotAccept({ ...asked, person, post })).toBe(code));

test('a repairer who reported it does not accept it either', () => {
  const own = { ...asked, reportedBy: 'technician', reportedPost: 'vending-technician', person: 'technician' };
  expect(whyNotAccept({ ...own, post: 'vending-technician' })).toBe('person.must_differ');
});

const NONE = { weekday: null, month_day: null, term_days: null } as const;
const approved = instant('2026-03-01T00:00:00.000Z');
const item = (when: Partial<InForce>): InForce => ({
  ...NONE,
  item_id: 'i',
  post: 'vending-clerk',
  every: 'day',
  due_time: '09:00',
  approved_at: approved,
  ...when,
});
const held = new Map([['vending-clerk', instant('2026-02-01T00:00:00.000Z')]]);
const on = (today: string) => ({ today: businessDate(today), timeZone: 'Asia/Shanghai' });

describe('what is on the list', () => {
  test.each([
    ['every day', {}, '2026-03-02', '2026-03-02 2026-03-02T01:00:00.000Z'],
    ['Friday, from Saturday on', { every: 'week', weekday: 5 }, '2026-03-02', '2026-03-06 2026-03-06T01:00:00.000Z'],
    ['the last of February', { every: 'month', month_day: 31 }, '2027-02-25', '2027-02-28 2027-02-28T01:00:00.000Z'],
    ['a month that is still far', { every: 'month', month_day: 31 }, '2026-03-02', undefined],
    ['a term', { every: 'term', term_days: ['08-25', '02-25'] }, '2026-08-20', '2026-08-25 2026-08-25T01:00:00.000Z'],
    ['a term that is far', { every: 'term', term_days: ['08-25'] }, '2026-03-02', undefined],
    ['a post nobody holds', { post: 'vending-technician' }, '2026-03-02', undefined],
    ['an item not approved', { approved_at: null }, '2026-03-02', undefined],
    [
      'approved when its time had passed',
      { approved_at: instant('2026-03-02T01:00:00.000Z') },
      '2026-03-02',
      undefined,
    ],
  ] as const)('%s', (_name, when, today, expected) => {
    const [task] = dueTasks([item(when as Partial<InForce>)], held, on(today));
    expect(task && `${task.dueOn} ${task.dueAt}`).toBe(expected);
  });

  test('who took the post after the time owes nothing that day', () => {
    const late = new Map([['vending-clerk', instant('2026-03-02T01:00:00.000Z')]]);
    expect(dueTasks([item({})], late, on('2026-03-02'))).toEqual([]);
    expect(dueTasks([item({})], late, on('2026-03-03'))).toHaveLength(1);
  });

  test('the time is that of the site’s clocks', () => {
    const [task] = dueTasks([item({})], held, { ...on('2026-07-01'), timeZone: 'Europe/Berlin' });
    expect(task!.dueAt).toBe('2026-07-01T07:00:00.000Z');
  });
});

test.each([
  [[], null],
  [[null], null],
  [[60], 60],
  [[10, null, 20], 15],
  [[10, 15], 12],
  [[90, 10, 30], 30],
] as const)('the median of %j is %s', (values, expected) => expect(median(values)).toBe(expected));

test('figures of a month: sums by device, the dearest first', () => {
  const one = {
    target: 'printer',
    which: '一号窗口',
    ended: true,
    responseSeconds: 600,
    repairSeconds: 3_600,
  } as const;
  const repairs = [
    { ...one, labourMinutes: 20, costFen: fen(1_250) },
    { ...one, ended: false, responseSeconds: 1_200, repairSeconds: null, labourMinutes: 0, costFen: fen(0) },
    {
      ...one,
      target: 'meter',
      which: '0001',
      responseSeconds: null,
      repairSeconds: null,
      labourMinutes: 5,
      costFen: fen(9_999),
    },
  ] as const;
  expect(reckonFigures(repairs)).toEqual({
    requests: 3,
    open: 1,
    medianResponseSeconds: 900,
    medianRepairSeconds: 3_600,
    labourMinutes: 25,
    costFen: 11_249,
    rows: [
      { target: 'meter', which: '0001', requests: 1, labourMinutes: 5, costFen: 9_999 },
      { target: 'printer', which: '一号窗口', requests: 2, labourMinutes: 20, costFen: 1_250 },
    ],
  });
});
