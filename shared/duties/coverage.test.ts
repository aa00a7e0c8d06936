import { expect, test } from 'vitest';
import { type Claim, coverage, whyNotCounted } from './coverage.ts';

const file = 'test/scenarios/day.test.ts';
const played = new Map([[file, new Set(['2.clerk.5a', '1.operator.2', '1.operator.1', '2.cashier.9', '2.cashier.7'])]]);
const claim = (change: Partial<Claim>): Claim => ({
  duty: '1.operator.2',
  by: file,
  contract: 'vending.sell-electricity',
  posts: ['vending-clerk'],
  ...change,
});

const cases: readonly (readonly [string, Partial<Claim>, string | null])[] = [
  ['a step of a flow with its test', {}, null],
  ['a duty nobody wrote', { duty: '1.operator.99' }, 'not in the register'],
  ['a test that is not there', { by: 'test/scenarios/other.test.ts' }, 'does not exist'],
  ['a file that is no test of a business', { by: 'shared/values/money.test.ts' }, 'no test of test/scenarios'],
  ['a test that does not play it', { duty: '3.clerk.1' }, 'not played'],
  ['a control without refusal', { duty: '1.operator.1' }, 'name the refusal'],
  ['a control with its refusal', { duty: '1.operator.1', refusal: 'request.invalid' }, null],
  ['a refusal outside the catalogue', { duty: '1.operator.1', refusal: 'no.such' as never }, 'not in the catalogue'],
  ['a refusal for a flow', { refusal: 'request.invalid' }, 'no control'],
  ['another post', { posts: ['mechanic'] }, 'none of whom may call'],
  ['a task for a flow', { contract: 'people.finish-task', duty: '1.operator.2' }, 'needs more than a task'],
  ['a reading for conduct', { contract: 'duties.sign-reading', duty: '2.cashier.9' }, null],
];

test.each(cases)('%s', (_, change, expected) => {
  const why = whyNotCounted(claim(change), played);
  if (expected === null) expect(why).toBeNull();
  else expect(why).toContain(expected);
});

test('a duty that is control and schedule needs both proofs', () => {
  const of = (claims: Claim[]) => coverage(claims, played).find((one) => one.duty.id === '2.clerk.5a');
  const refused = claim({ duty: '2.clerk.5a', refusal: 'request.invalid' });
  const shown = claim({ duty: '2.clerk.5a' });
  expect(of([])).toMatchObject({ proven: false, controlOpen: true, evidenceOpen: true });
  expect(of([refused])).toMatchObject({ proven: false, controlOpen: false, evidenceOpen: true });
  expect(of([shown])).toMatchObject({ proven: false, controlOpen: true, evidenceOpen: false });
  expect(of([refused, shown])?.proven).toBe(true);
});
