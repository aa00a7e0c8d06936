import { describe, expect, it } from 'vitest';
import type { TenderLine } from '../../../../shared/payments/tender.ts';
import { fen } from '../../../../shared/values/money.ts';
import { Refusal } from '../../../platform/operations/refuse.ts';
import { splitRefund } from './split-refund.ts';
import { splitTenders } from './split-tenders.ts';

const said = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const cash = (amountFen: number, tenderedFen?: number, reference?: string): TenderLine =>
  ({ tender: 'cash', amountFen, tenderedFen, reference }) as TenderLine;
const card = (amountFen: number, reference?: string, tenderedFen?: number): TenderLine =>
  ({ tender: 'bank-card', amountFen, reference, tenderedFen }) as TenderLine;
const qr = (amountFen: number, reference?: string): TenderLine =>
  ({ tender: 'qr', amountFen, reference }) as TenderLine;

describe('splitTenders', () => {
  it.each([
    ['cash exact', 5000, [cash(5000)], { cashFen: 5000, changeFen: 0 }],
    ['cash with change', 5000, [cash(5000, 10_000)], { cashFen: 5000, changeFen: 5000 }],
    ['two tenders', 5000, [card(3000, 'A001'), cash(2000, 2000)], { cashFen: 2000, changeFen: 0 }],
    ['no cash at all', 5000, [card(3000, 'A001'), qr(2000, 'A001')], { cashFen: 0, changeFen: 0 }],
    ['two cards', 5000, [card(3000, 'A001'), card(2000, 'A002')], { cashFen: 0, changeFen: 0 }],
    ['a fen short', 5000, [cash(4999)], 'payment.sum_differs'],
    ['a fen over', 5000, [cash(3000), qr(2001, 'A001')], 'payment.sum_differs'],
    ['nothing', 5000, [], 'payment.sum_differs'],
    ['cash twice', 5000, [cash(2500), cash(2500)], 'payment.tender_twice'],
    ['too little handed over', 5000, [cash(5000, 4999)], 'payment.tendered_short'],
    ['change from a card', 5000, [card(5000, 'A001', 6000)], 'payment.tendered_not_cash'],
    ['card tendered as due', 5000, [card(5000, 'A001', 5000)], { cashFen: 0, changeFen: 0 }],
    ['card without reference', 5000, [card(5000)], 'payment.reference_needed'],
    ['cash with reference', 5000, [cash(5000, 5000, 'A001')], 'payment.reference_not_cash'],
    ['one slip twice', 5000, [card(2500, 'A001'), card(2500, 'A001')], 'payment.reference_used'],
  ] as const)('%s', (_case, total, tenders, expected) => {
    const split = said(() => splitTenders(fen(total), tenders));
    if (typeof expected === 'string') expect(split).toBe(expected);
    else expect(split).toMatchObject(expected);
  });
});

describe('splitRefund', () => {
  const paid = [
    { paymentId: 'a', tender: 'bank-card', leftFen: fen(3000) },
    { paymentId: 'b', tender: 'cash', leftFen: fen(2000) },
  ] as const;
  it.each([
    ['all of it', 5000, { a: 'R001' }, ['a bank-card 3000 R001', 'b cash 2000 null']],
    ['the first only', 3000, { a: 'R001' }, ['a bank-card 3000 R001']],
    ['part of the second', 3500, { a: 'R001' }, ['a bank-card 3000 R001', 'b cash 500 null']],
    ['no reference of the refund', 5000, {}, 'payment.refund_reference'],
    ['more than was paid', 5001, { a: 'R001' }, 'payment.refund_too_much'],
  ] as const)('%s', (_case, total, references, expected) => {
    const lines = said(() =>
      splitRefund(fen(total), paid, references).map(
        (line) => `${line.refundOfId} ${line.tender} ${line.amountFen} ${line.reference}`,
      ),
    );
    expect(lines).toEqual(expected);
  });
  it('skips what was given back already', () => {
    const left = [{ ...paid[0], leftFen: fen(0) }, paid[1]];
    expect(splitRefund(fen(2000), left, {}).map((line) => line.refundOfId)).toEqual(['b']);
    expect(said(() => splitRefund(fen(2001), left, {}))).toBe('payment.refund_too_much');
  });
});
