import { expect, test } from 'vitest';
import { mayMove, nextOwner, ownerAbove, waitsWith, whyNotClose } from './case-rules.ts';

test.each([
  [['vending-clerk'], 'vending-supervisor'],
  [['vending-clerk', 'cashier'], 'vending-supervisor'],
  [['vending-clerk', 'vending-supervisor'], 'campus-director'],
  [['vending-clerk', 'funds-administrator'], 'centre-leader'],
  [['cashier', 'finance'], 'general-manager'],
  [['vending-technician'], 'vending-supervisor'],
  [['system'], 'vending-supervisor'],
])('the owner above %j is %s', (parties, owner) => expect(ownerAbove(parties)).toBe(owner));

test.each([
  ['vending-supervisor', 'campus-director'],
  ['campus-director', 'centre-leader'],
  ['general-manager', null],
])('after %s it goes to %s', (owner, next) => expect(nextOwner(owner)).toBe(next));

const short = {
  kind: 'case' as const,
  ownerPost: 'vending-supervisor',
  partyIds: ['clerk'],
  partyPosts: ['vending-clerk', 'cashier'],
};
test.each([
  ['the supervisor', { person: 'other', post: 'vending-supervisor' }, null],
  ['a post higher up', { person: 'other', post: 'general-manager' }, null],
  ['a party, whatever the post', { person: 'clerk', post: 'vending-supervisor' }, 'case.party'],
  ['a colleague of the parties', { person: 'other', post: 'cashier' }, 'case.not_above'],
  ['a post beside the line', { person: 'other', post: 'funds-administrator' }, 'case.not_above'],
])('closing a shortage: %s', (_name, who, code) => expect(whyNotClose({ ...short, ...who })?.code ?? null).toBe(code));

test.each([
  ['vending-technician', null],
  ['vending-supervisor', 'incident.technician_only'],
  ['vending-clerk', 'incident.technician_only'],
])('resolving an incident as %s', (post, code) =>
  expect(whyNotClose({ ...short, kind: 'incident', person: 'clerk', post })?.code ?? null).toBe(code),
);

test.each([
  ['open', 'in-hand', true],
  ['open', 'closed', true],
  ['in-hand', 'closed', true],
  ['closed', 'open', false],
  ['closed', 'in-hand', false],
  ['in-hand', 'open', false],
])('%s → %s: %s', (from, to, legal) => expect(mayMove(from, to)).toBe(legal));

const HELD = new Set(['vending-clerk', 'vending-technician', 'vending-supervisor', 'campus-director']);
test.each([
  ['case', 'vending-supervisor', ['vending-clerk'], ['vending-supervisor']],
  ['case', 'campus-director', ['vending-clerk'], ['campus-director']],
  ['case', 'centre-leader', ['vending-clerk'], ['campus-director']],
  ['case', 'general-manager', ['vending-clerk', 'cashier'], ['campus-director']],
  ['incident', 'vending-technician', [], ['vending-technician']],
  ['incident', 'general-manager', [], ['vending-technician', 'campus-director']],
] as const)('%s owned by %s of %j waits with %j', (kind, ownerPost, partyPosts, posts) =>
  expect(waitsWith({ kind, ownerPost, partyPosts }, HELD)).toEqual(posts),
);

test('a case of a post nobody holds waits with the next one above that somebody holds', () => {
  const held = new Set(['vending-clerk', 'campus-director']);
  const found = { kind: 'case', ownerPost: 'vending-supervisor', partyPosts: ['vending-clerk'] } as const;
  expect(waitsWith(found, held)).toEqual(['campus-director']);
});
