import { expect, it } from 'vitest';
import { addSeconds, type Instant, instant } from '../../../../shared/values/calendar.ts';
import { passwordProblem, pinProblem } from './new-secret.ts';
import { mayApprove, mayMove } from './rights-states.ts';
import { seenIsStale, sessionState } from './session-limits.ts';
import { waitSeconds } from './waiting.ts';

const now = instant('2026-03-02T08:00:00.000Z');
const ago = (seconds: number): Instant => addSeconds(now, -seconds);
const tries = (count: number, lastAgo: number): Instant[] =>
  Array.from({ length: count }, (_, index) => ago(lastAgo + (count - 1 - index)));

it.each<[string, Instant[], Instant[], Instant[], number]>([
  ['no try', [], [], [], 0],
  ['four here', tries(4, 0), [], [], 0],
  ['five here, just now', tries(5, 0), [], [], 31],
  ['five here, 30 s ago', tries(5, 30), [], [], 0],
  ['six here', tries(6, 0), [], [], 61],
  ['seven here, 100 s ago', tries(7, 100), [], [], 21],
  ['thirty here: never longer than a quarter of an hour', tries(30, 0), [], [], 901],
  ['nineteen at a signer from anywhere', [], tries(19, 0), [], 0],
  ['twenty at a signer from anywhere', [], tries(20, 0), [], 882],
  ['49 from an address', [], [], tries(49, 0), 0],
  ['50 from an address, the first 49 s ago', [], [], tries(50, 0), 3552],
])('waits after %s', (_, here, anywhere, address, expected) => {
  expect(waitSeconds({ here, anywhere, address }, now)).toBe(expected);
});

it.each<[string, string | null, number, number, 'locked' | 'ended' | null, string]>([
  ['office, 14:59 idle', 'finance', 3600, 899, null, 'open'],
  ['office, 15:00 idle', 'finance', 3600, 900, null, 'ended'],
  ['counter, 2:59 idle', 'cashier', 3600, 179, null, 'open'],
  ['counter, 3:00 idle', 'cashier', 3600, 180, null, 'locked'],
  ['counter, 15:00 idle', 'vending-clerk', 3600, 900, null, 'ended'],
  ['locked by hand', 'finance', 3600, 1, 'locked', 'locked'],
  ['ended', 'finance', 3600, 1, 'ended', 'ended'],
  ['twelve hours', 'finance', 43_200, 1, null, 'ended'],
  ['no post yet', null, 3600, 899, null, 'open'],
])('session: %s', (_, post, created, seen, mark, expected) => {
  const row = {
    post,
    created_at: ago(created),
    last_seen_at: ago(seen),
    locked_at: mark === 'locked' ? now : null,
    ended_at: mark === 'ended' ? now : null,
  };
  expect(sessionState(row, now)).toBe(expected);
});

it.each([
  ['finance', 59, false],
  ['finance', 60, true],
  ['cashier', 29, false],
  ['cashier', 30, true],
])('%s seen %d s ago is written anew: %s', (post, seconds, expected) => {
  const row = { post, created_at: ago(999), last_seen_at: ago(seconds), locked_at: null, ended_at: null };
  expect(seenIsStale(row, now)).toBe(expected);
});

const names = { login: 'wangfang', siteName: '东校区 Dongxiao' };

it.each([
  ['1234567890', 'common'],
  ['0987654321', 'common'],
  ['password123', 'common'],
  ['P@ssword!2024', 'common'],
  ['qwertyuiop', 'common'],
  ['Woaini1314', 'common'],
  ['13800001234', 'common'],
  ['aaaaaaaaaaaa', 'repeated'],
  ['abcabcabcabc', 'repeated'],
  ['wangfang2024', 'names'],
  ['dongxiao-2026', 'names'],
  ['wooden bridge over tea', null],
  ['校园电量每天记账', null],
  ['x9#Lq27vRb', null],
])('password %s: %s', (password, expected) => {
  expect(passwordProblem(password, names)).toBe(expected);
});

it.each([
  ['123456', 'u1', 'sequence'],
  ['987654', 'u1', 'sequence'],
  ['890123', 'u1', 'sequence'],
  ['888888', 'u1', 'repeated'],
  ['121212', 'u1', 'repeated'],
  ['123123', 'u1', 'repeated'],
  ['204577', 'a204577', 'login'],
  ['730518', 'u1', null],
])('PIN %s of %s: %s', (pin, login, expected) => {
  expect(pinProblem(pin, login)).toBe(expected);
});

it.each([
  ['person', 'proposed', 'active', true],
  ['person', 'proposed', 'left', false],
  ['person', 'left', 'active', false],
  ['assignment', 'proposed', 'ended', false],
  ['assignment', 'ended', 'active', false],
  ['proposal', 'done', 'refused', false],
] as const)('%s: %s → %s: %s', (kind, from, to, expected) => {
  expect(mayMove(kind, from, to)).toBe(expected);
});

it.each([
  ['a', 'b', 'c', true],
  ['a', 'a', 'c', false],
  ['a', 'c', 'c', false],
  ['a', 'b', null, true],
  ['a', 'a', null, false],
])('proposed by %s, approved by %s, of %s: %s', (proposedBy, approver, concerned, expected) => {
  expect(mayApprove({ proposedBy, approver, concerned })).toBe(expected);
});
