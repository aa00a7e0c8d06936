import { expect, it } from 'vitest';
import { conflictsWithin, type PairKey, postsConflict, touchesMoney } from './never-one-person.ts';
import type { PostKey } from './posts.ts';

const two = { singleOperator: false };
const one = { singleOperator: true };

it.each<[PostKey, PostKey, typeof two, PairKey | null]>([
  ['vending-clerk', 'vending-supervisor', two, 'sell-price'],
  ['vending-clerk', 'price-approver', two, 'sell-price'],
  ['vending-supervisor', 'price-approver', two, 'propose-approve'],
  ['settlement-cashier', 'front-desk-supervisor', two, 'drawer-reversal'],
  ['cashier', 'finance', two, 'hand-over-receive'],
  ['vending-clerk', 'cashier', two, 'clerk-cashier'],
  ['vending-clerk', 'cashier', one, null],
  ['cashier', 'funds-administrator', one, 'cash-funds'],
  ['parts-keeper', 'parts-manager', two, 'issue-count'],
  ['parts-planner', 'parts-manager', two, 'purchase-approve'],
  ['system-administrator', 'vending-clerk', two, 'administrator-business'],
  ['system-administrator', 'parts-keeper', two, 'administrator-business'],
  ['system-administrator', 'auditor', two, 'administrator-business'],
  ['system-administrator', 'vending-technician', two, null],
  ['auditor', 'trainer', two, 'auditor-writer'],
  ['funds-administrator', 'price-approver', two, null],
  ['funds-administrator', 'finance', two, null],
  ['price-approver', 'finance', two, null],
  ['mechanic', 'quality-inspector', two, null],
])('%s with %s in %o: %s', (a, b, mode, expected) => {
  expect(postsConflict(a, b, mode)).toBe(expected);
  expect(postsConflict(b, a, mode)).toBe(expected);
});

it.each<[string, PostKey[], typeof two]>([
  ['funds, prices and accounts', ['funds-administrator', 'price-approver', 'finance'], two],
  ['technician who is administrator', ['vending-technician', 'system-administrator'], two],
  ['the one operator', ['vending-clerk', 'cashier'], one],
])('the smallest staffing holds no conflict: %s', (_, posts, mode) => {
  expect(conflictsWithin(posts, mode)).toEqual([]);
});

it('names every conflict of one person', () => {
  expect(conflictsWithin(['cashier', 'funds-administrator', 'finance'], two).map((found) => found.pair)).toEqual([
    'cash-funds',
    'hand-over-receive',
  ]);
});

it.each<[PostKey, boolean]>([
  ['vending-clerk', true],
  ['system-administrator', true],
  ['auditor', true],
  ['mechanic', false],
  ['trainer', false],
])('%s needs a second person: %s', (post, expected) => {
  expect(touchesMoney(post)).toBe(expected);
});
