import { expect, it } from 'vitest';
import type { Pack } from '../posts.ts';
import { staffingProblems } from './staffing.ts';
import { usualStaffing } from './usual-staffing.ts';

it.each<[Pack[], boolean, number]>([
  [['vending'], false, 5],
  [['vending'], true, 4],
  [['service'], false, 8],
  [['vending', 'service'], false, 11],
  [['vending', 'service'], true, 10],
])('%j, single operator %s: %i persons and nothing against the rules', (packs, singleOperator, count) => {
  const usual = usualStaffing(packs, singleOperator);
  expect(usual.people).toHaveLength(count);
  expect(staffingProblems({ ...usual, packs, singleOperator })).toEqual([]);
});
