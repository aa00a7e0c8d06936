import { expect, test } from 'vitest';
import { fen } from '../../../../shared/values/money.ts';
import { journalSums, notComingOut } from './journal-sums.ts';

const place = (code: string, figures: readonly [number, number, number, number, number]) => {
  const [opening, receipt, payment, closing, ledger] = figures.map(fen);
  return {
    code,
    name: { zh: code, en: code },
    lines: 3,
    openingFen: opening!,
    receiptFen: receipt!,
    paymentFen: payment!,
    closingFen: closing!,
    ledgerFen: ledger!,
  };
};

test('receipts and payments are added up apart, over all places', () => {
  const places = [place('D1', [100, 5000, 4900, 200, 200]), place('safe', [0, 4900, 4000, 900, 900])];
  expect(journalSums(places)).toEqual({ openingFen: 100, receiptFen: 9900, paymentFen: 8900, closingFen: 1100 });
  expect(notComingOut(places)).toEqual([]);
});

test('a place that does not come out in itself, or against the ledger, is named', () => {
  const places = [
    place('D1', [100, 5000, 4900, 300, 300]),
    place('D2', [0, 10, 0, 10, 9]),
    place('safe', [0, 0, 0, 0, 0]),
  ];
  expect(notComingOut(places).map((one) => one.code)).toEqual(['D1', 'D2']);
});
