import { describe, expect, test } from 'vitest';
import type { Tender } from '../../../../shared/payments/tender.ts';
import { fen } from '../../../../shared/values/money.ts';
import { milli } from '../../../../shared/values/quantity.ts';
import { type PaidLine, type SaleSold, tenderTotals, tradeLines } from './trade-lines.ts';

const sale = (saleId: string, over: Partial<SaleSold> = {}): SaleSold => ({
  saleId,
  commodity: 'electricity',
  categoryCode: 'dormitory',
  category: { zh: '学生宿舍', en: 'Dormitory' },
  quantityMilli: milli(100_001),
  taxFen: fen(575),
  ...over,
});
const paid = (documentId: string, tender: Tender, amount: number, direction: 'in' | 'out' = 'in'): PaidLine => ({
  documentId,
  direction,
  tender,
  amountFen: fen(amount),
});

const text = (sales: SaleSold[], payments: PaidLine[]): string[] =>
  tradeLines(sales, payments).map(
    (line) =>
      `${line.commodity}/${line.categoryCode}/${line.tender} ${line.count}x ${line.quantityMilli} ${line.amountFen} tax ${line.taxFen}`,
  );

describe('sales and payments become lines by commodity, category and tender', () => {
  test.each<[string, SaleSold[], PaidLine[], string[]]>([
    ['nothing sold', [], [], []],
    [
      'two sales by one tender are one line',
      [sale('a'), sale('b')],
      [paid('a', 'cash', 5_000), paid('b', 'cash', 5_000)],
      ['electricity/dormitory/cash 2x 200002 10000 tax 1150'],
    ],
    [
      'a sale by two tenders is shared to the last fen and watt-hour',
      [sale('a')],
      [paid('a', 'qr', 3_333), paid('a', 'cash', 1_667)],
      ['electricity/dormitory/cash 1x 33340 1667 tax 192', 'electricity/dormitory/qr 1x 66661 3333 tax 383'],
    ],
    [
      'commodities and categories stay apart, in their order',
      [
        sale('w', { commodity: 'water', quantityMilli: milli(3_000), taxFen: fen(0) }),
        sale('s', { categoryCode: 'shop' }),
        sale('d'),
      ],
      [paid('w', 'cash', 900), paid('s', 'bank-card', 5_000), paid('d', 'cash', 5_000)],
      [
        'electricity/dormitory/cash 1x 100001 5000 tax 575',
        'electricity/shop/bank-card 1x 100001 5000 tax 575',
        'water/dormitory/cash 1x 3000 900 tax 0',
      ],
    ],
    [
      'money sold by the hour has no quantity yet; money given back makes no line',
      [sale('h', { quantityMilli: null })],
      [paid('h', 'cash', 5_000), paid('h', 'cash', 5_000, 'out')],
      ['electricity/dormitory/cash 1x 0 5000 tax 575'],
    ],
  ])('%s', (_case, sales, payments, lines) => {
    expect(text(sales, payments)).toEqual(lines);
  });
});

test('tenders: receipts and refunds side by side, never netted, unused ones left out', () => {
  const totals = tenderTotals([paid('a', 'qr', 300), paid('b', 'cash', 500), paid('c', 'qr', 100, 'out')]);
  expect(
    totals.map(
      (one) => `${one.tender} ${one.receivedCount}x ${one.receivedFen} ${one.refundedCount}x ${one.refundedFen}`,
    ),
  ).toEqual(['cash 1x 500 0x 0', 'qr 1x 300 1x 100']);
});
