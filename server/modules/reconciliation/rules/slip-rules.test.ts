import { describe, expect, test } from 'vitest';
import type { PostKey } from '../../../../shared/posts.ts';
import type { SignerRole, SlipState } from '../../../../shared/reconciliation/slip-states.ts';
import { businessDate } from '../../../../shared/values/calendar.ts';
import { Refusal } from '../../../platform/operations/refuse.ts';
import { hasGap } from './number-gap.ts';
import { roleOf } from './signers.ts';
import { requireMove, stateWith } from './slip-states.ts';
import { type DayFacts, type Missing, whatIsMissing } from './what-is-missing.ts';

describe('who signs as what', () => {
  const of = (custodianPost: PostKey, singleOperator: boolean) => ({ custodianId: 'K', custodianPost, singleOperator });
  test.each<[PostKey, boolean, string, PostKey, SignerRole | null]>([
    ['vending-clerk', false, 'K', 'vending-clerk', 'custodian'],
    ['vending-clerk', false, 'C', 'cashier', 'second'],
    ['vending-clerk', false, 'X', 'vending-clerk', null],
    ['vending-clerk', false, 'S', 'vending-supervisor', null],
    ['cashier', false, 'X', 'vending-clerk', 'second'],
    ['cashier', false, 'X', 'cashier', null],
    // The custodian stays the custodian, whichever of the own posts is acted in.
    ['vending-clerk', true, 'K', 'cashier', 'custodian'],
    ['vending-clerk', true, 'S', 'vending-supervisor', 'second'],
    ['vending-clerk', true, 'F', 'finance', 'second'],
    ['vending-clerk', true, 'C', 'cashier', null],
  ])('drawer of a %s, single operator %s: %s as %s signs as %s', (custodianPost, single, personId, post, role) => {
    expect(roleOf(of(custodianPost, single), { personId, post })).toBe(role);
  });
});

describe('states', () => {
  test.each<[SlipState, SlipState, boolean]>([
    ['made', 'signed-once', true],
    ['made', 'signed', true],
    ['signed-once', 'signed', true],
    ['signed-once', 'made', false],
    ['signed-once', 'signed-once', false],
    ['signed', 'signed', false],
    ['signed', 'made', false],
  ])('%s to %s: %s', (from, to, allowed) => {
    const move = () => requireMove(from, to);
    if (allowed) expect(move).not.toThrow();
    else expect(move).toThrow(Refusal);
  });

  test('so many signatures, that state', () => {
    expect([0, 1, 2].map(stateWith)).toEqual(['made', 'signed-once', 'signed']);
  });
});

describe('gaps in the numbers of a session', () => {
  test.each<[string, number | null, number | null, number, number, boolean]>([
    ['no sale', null, null, 0, 0, false],
    ['one to three', 1, 3, 3, 3, false],
    ['a number given and no slip', null, null, 0, 1, true],
    ['one in the middle is missing', 1, 3, 2, 3, true],
    ['the first is missing', 2, 3, 2, 3, true],
    ['the last is missing', 1, 2, 2, 3, true],
  ])('%s', (_case, first, last, count, given, gap) => {
    expect(hasGap({ first, last, count, given })).toBe(gap);
  });
});

describe('what is missing for closing a day', () => {
  const day = businessDate('2026-03-02');
  const closed = { closed: true, slipId: 's' };
  const base: DayFacts = { businessDate: day, calendar: day, begun: true, openSince: day, sessions: [closed] };
  test.each<[string, Partial<DayFacts>, Missing[]]>([
    ['nothing', {}, []],
    ['nothing on a day without drawers', { sessions: [], openSince: null }, []],
    ['it has not come', { calendar: businessDate('2026-03-01') }, ['day.not_come']],
    ['nothing was recorded', { begun: false, sessions: [], openSince: null }, ['day.not_begun']],
    ['an earlier day', { openSince: businessDate('2026-02-27') }, ['day.earlier_open']],
    ['an open drawer', { sessions: [closed, { closed: false, slipId: null }] }, ['day.drawers_open']],
    ['a slip', { sessions: [{ closed: true, slipId: null }] }, ['day.slips_missing']],
    [
      'both',
      {
        sessions: [
          { closed: false, slipId: null },
          { closed: true, slipId: null },
        ],
      },
      ['day.drawers_open', 'day.slips_missing'],
    ],
  ])('%s', (_case, over, missing) => {
    expect(whatIsMissing({ ...base, ...over })).toEqual(missing);
  });
});
