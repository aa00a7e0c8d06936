import { describe, expect, test } from 'vitest';
import type { LastSold } from '../../../../shared/card/counter-check.ts';
import { CARD_STATES, type CardState } from '../../../../shared/cards/words.ts';
import { fen } from '../../../../shared/values/money.ts';
import { Refusal } from '../../../platform/operations/refuse.ts';
import { customerNumber, meterNumberOnCard, profileOf } from './card-numbers.ts';
import { canMove } from './card-states.ts';
import { momentOf } from './meter-clock.ts';
import { type LastPurchase, replacementOf } from './replacement-of.ts';

const last = (change: Partial<LastSold>): LastSold => ({
  serial: '0011223344556677',
  meterNo: '000000000161',
  customerNo: '900000000001',
  cardType: 'purchase',
  amount: fen(3000),
  count: 2,
  ...change,
});

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'done';
};

const byReturn: LastPurchase = { by: 'return' };
const shown = (shownCount: number): LastPurchase => ({ by: 'display', shownCount });

describe('what a replacement carries', () => {
  test.each([
    ['seen inserted', last({}), false, byReturn, { card_type: 'replacement', purchase_count: 2, amount_fen: 0 }],
    ['shown as inserted', last({}), true, shown(2), { card_type: 'replacement', purchase_count: 2, amount_fen: 0 }],
    ['not inserted', last({}), true, shown(1), { card_type: 'replacement', purchase_count: 2, amount_fen: 3000 }],
    ['never opened', last({ cardType: 'open', count: 1 }), true, shown(0), { card_type: 'open', amount_fen: 3000 }],
    ['nothing sold', last({ cardType: 'open', count: 0, amount: fen(0) }), false, byReturn, { card_type: 'open' }],
  ] as const)('%s', (_, card, pending, known, expected) => {
    expect(replacementOf(card, pending, known)).toMatchObject(expected);
  });

  test.each([
    ['no return seen', true, byReturn, 'card.no_return'],
    ['a count ahead of the books', true, shown(3), 'card.count_impossible'],
    ['two behind', true, shown(0), 'card.count_impossible'],
    ['behind what the meter already returned', false, shown(1), 'card.count_impossible'],
  ] as const)('refused: %s', (_, pending, known, code) => {
    expect(codeOf(() => replacementOf(last({}), pending, known))).toBe(code);
  });
});

test('a card in stock was never anybody’s; one in use ends once', () => {
  const from = (state: CardState) => (Object.keys(CARD_STATES) as CardState[]).filter((to) => canMove(state, to));
  expect(from('stock')).toEqual(['issued', 'faulty']);
  expect(from('issued')).toEqual(['replaced', 'lost', 'cleared', 'faulty']);
  expect(from('cleared')).toEqual(['stock', 'faulty']);
  expect([...from('replaced'), ...from('lost'), ...from('faulty')]).toEqual([]);
});

test('numbers on a card are twelve figures', () => {
  expect(meterNumberOnCard('161')).toBe('000000000161');
  expect(codeOf(() => meterNumberOnCard('M161'))).toBe('card.meter_number');
  expect(codeOf(() => meterNumberOnCard('1234567890123'))).toBe('card.meter_number');
  expect(customerNumber(7)).toBe('900000000007');
  expect(['electricity', 'water', 'gas'].map((kind) => profileOf(kind as 'gas'))).toEqual([
    'qgdw-electricity',
    'qgdw-water',
    'qgdw-gas',
  ]);
});

test('the meter’s clock is local time of the site', () => {
  expect(momentOf('2026-03-02T09:00', 'Asia/Shanghai')).toBe('2026-03-02T01:00:00.000Z');
  expect(momentOf('2026-07-01T12:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
});
