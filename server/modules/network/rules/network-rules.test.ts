import { describe, expect, it, test } from 'vitest';
import { instant } from '../../../../shared/values/calendar.ts';
import { orderNumberOf } from '../order-number.ts';
import { type CreditAt, judgeRecharge } from './judge-recharge.ts';
import { instantOf, localTime } from './meter-time.ts';
import { stepsTo, walkOn } from './recharge-states.ts';
import { requireSupplyMove } from './supply-states.ts';

const at = (minutes: number) => instant(Date.parse('2026-03-02T01:00:00.000Z') + minutes * 60_000);
const credit = (count: number, balance: number, total: number | null, minutes = 0): CreditAt => ({
  count,
  balance,
  total,
  at: at(minutes),
});

describe('what became of 20 yuan as the third purchase', () => {
  const wanted = { amount: 2000, purchaseCount: 3, byOrderNo: false };
  const before = credit(2, 500, 9000);
  test.each([
    ['count and total moved', credit(3, 2500, 11_000, 1), 'APPLIED'],
    ['they moved, and much was used since', credit(3, 100, 11_000, 600), 'APPLIED'],
    ['nothing moved', credit(2, 500, 9000, 1), 'NOT_APPLIED'],
    ['nothing moved, some was used', credit(2, 480, 9000, 1), 'NOT_APPLIED'],
    ['the count moved by another amount', credit(3, 5500, 14_000, 1), 'FOREIGN_WRITE'],
    ['the count moved twice', credit(4, 2500, 11_000, 1), 'FOREIGN_WRITE'],
    ['the count went back: another meter', credit(0, 0, 0, 1), 'FOREIGN_WRITE'],
    ['money came without a count', credit(2, 2500, 11_000, 1), 'FOREIGN_WRITE'],
  ] as const)('%s', (_, after, verdict) => {
    expect(judgeRecharge(wanted, before, after)).toBe(verdict);
  });

  const silent = credit(2, 500, null);
  test.each([
    ['no total: the money is there', credit(3, 2500, null, 1), 'APPLIED'],
    ['no total: a little of it was used', credit(3, 2450, null, 2), 'APPLIED'],
    ['no total: more than anybody can use is gone', credit(3, 2000, null, 2), 'FOREIGN_WRITE'],
    ['no total: more money than was sold', credit(3, 2501, null, 1), 'FOREIGN_WRITE'],
  ] as const)('%s', (_, after, verdict) => {
    expect(judgeRecharge(wanted, silent, after)).toBe(verdict);
  });
});

test.each([
  ['it moved', credit(0, 2500, 11_000, 1), 'APPLIED'],
  ['it did not', credit(9, 490, 9000, 1), 'NOT_APPLIED'],
  ['another amount', credit(0, 1500, 10_000, 1), 'FOREIGN_WRITE'],
] as const)('by order number the meter’s count says nothing: %s', (_, after, verdict) => {
  expect(judgeRecharge({ amount: 2000, purchaseCount: 3, byOrderNo: true }, credit(0, 500, 9000), after)).toBe(verdict);
});

test('by order number a small amount long ago could be either, and is for a person to say', () => {
  const wanted = { amount: 100, purchaseCount: 1, byOrderNo: true };
  expect(judgeRecharge(wanted, credit(0, 500, null), credit(0, 480, null, 600))).toBe('FOREIGN_WRITE');
});

describe('the clock of a meter', () => {
  it('shows the site’s time', () => {
    expect(localTime(instant('2026-03-02T17:00:05.000Z'), 'Asia/Shanghai')).toBe('2026-03-03T01:00:05');
    expect(instantOf('2026-03-03T01:00:05', 'Asia/Shanghai')).toBe('2026-03-02T17:00:05.000Z');
  });
  it('comes twice where an hour is repeated, and never where one is left out', () => {
    expect(instantOf('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-03-29T02:30:00', 'Europe/Berlin')).toBeNull();
    expect(instantOf('no time', 'Asia/Shanghai')).toBeNull();
  });
});

test('the order number belongs to document and count', () => {
  const document = { kind: 'sale', id: '01900000-0000-7000-8000-000000000001' };
  expect(orderNumberOf(document, 1)).toMatch(/^\d{16}$/);
  expect(orderNumberOf(document, 1)).toBe(orderNumberOf({ ...document }, 1));
  expect(orderNumberOf(document, 2)).not.toBe(orderNumberOf(document, 1));
});

test('a recharge is sent once: there is no way back to SENT', () => {
  expect(walkOn('CREATED>AUTHORISED>SENT', stepsTo('SENT', 'APPLIED'))).toBe(
    'CREATED>AUTHORISED>SENT>NO_ANSWER>READBACK>APPLIED',
  );
  expect(() => walkOn('CREATED>AUTHORISED>SENT>NO_ANSWER>READBACK>UNKNOWN', ['SENT'])).toThrow('state.illegal_move');
  expect(() => walkOn('CREATED>AUTHORISED>NOT_APPLIED', ['SENT'])).toThrow('state.illegal_move');
});

test('emergency supply is approved before it is carried out', () => {
  expect(() => requireSupplyMove('requested', 'supplied')).toThrow('state.illegal_move');
  expect(() => requireSupplyMove('approved', 'supplied')).not.toThrow();
  expect(() => requireSupplyMove('ended', 'supplied')).toThrow('state.illegal_move');
});
