import { describe, expect, test } from 'vitest';
import type { CashLine, SlipContent, TenderTotal } from '../../../../shared/reconciliation/slip-content.ts';
import { fen, type Money } from '../../../../shared/values/money.ts';
import { drawerLines } from './day-content.ts';
import { addSums, compareSums, type Sums, sumsOfSlips } from './day-sums.ts';

const cash = (kind: CashLine['kind'], receipt: number, payment: number): CashLine => ({
  kind,
  count: 1,
  receiptFen: fen(receipt),
  paymentFen: fen(payment),
});
const tender = (key: TenderTotal['tender'], received: number, refunded: number): TenderTotal => ({
  tender: key,
  receivedCount: 1,
  receivedFen: fen(received),
  refundedCount: 0,
  refundedFen: fen(refunded),
});
const line = (amount: number) => ({ amountFen: fen(amount) }) as SlipContent['trade'][number];

interface Made {
  readonly drawerCode?: string;
  readonly openedAt?: string;
  readonly trade?: SlipContent['trade'];
  readonly tenders?: TenderTotal[];
  readonly lines?: CashLine[];
  readonly carried?: number;
  readonly counted?: number;
}

const slip = (made: Made): SlipContent =>
  ({
    drawerCode: made.drawerCode ?? 'D1',
    drawerName: '一号窗口',
    openedAt: made.openedAt ?? '2026-03-02T01:00:00.000Z',
    trade: made.trade ?? [],
    tenders: made.tenders ?? [],
    cash: { lines: made.lines ?? [], carriedFen: fen(made.carried ?? 0), countedFen: fen(made.counted ?? 0) },
  }) as unknown as SlipContent;

const sums = (record: Record<string, number>): Sums =>
  new Map(Object.entries(record).map(([key, amount]): [string, Money] => [key, fen(amount)]));

describe('sums of slips', () => {
  test.each<[string, Made[], Record<string, number>]>([
    ['no slip', [], {}],
    [
      'cash of each drawer, net; what is handed over within a drawer is not in it',
      [
        { lines: [cash('sale', 500, 0), cash('refund', 0, 200), cash('hand-over-out', 0, 300)] },
        { lines: [cash('hand-over-in', 300, 0), cash('sale', 100, 0)] },
        { drawerCode: 'D2', lines: [cash('pay-out', 0, 50)] },
      ],
      { sold: 0, 'cash.D1': 400, 'cash.D2': -50 },
    ],
    [
      'over and short are two figures',
      [{ lines: [cash('over', 20, 0)] }, { lines: [cash('short', 0, 30)] }],
      { sold: 0, 'cash.D1': -10, over: 20, short: 30 },
    ],
    [
      'tenders that leave no cash, less refunds; cash is counted by its drawer',
      [{ trade: [line(700), line(300)], tenders: [tender('cash', 700, 0), tender('qr', 300, 100)] }],
      { sold: 1_000, 'tender.qr': 200 },
    ],
  ])('%s', (_case, slips, expected) => {
    expect(Object.fromEntries(sumsOfSlips(slips.map(slip)))).toEqual(expected);
  });
});

describe('three ways compared', () => {
  test.each<[string, Record<string, number>, Record<string, number>, Record<string, number>, string[]]>([
    ['all agree', { sold: 5 }, { sold: 5 }, { sold: 5 }, ['sold 5 5 5 agrees']],
    ['the ledger has less', { sold: 5 }, { sold: 5 }, { sold: 4 }, ['sold 5 5 4 DIFFERS']],
    ['a slip lacks what was paid', {}, { 'tender.qr': 9 }, { 'tender.qr': 9 }, ['tender.qr 0 9 9 DIFFERS']],
    ['the books have what nobody wrote', {}, {}, { 'cash.D9': 1 }, ['cash.D9 0 0 1 DIFFERS']],
    ['nothing is nothing', { over: 0 }, {}, {}, ['over 0 0 0 agrees']],
  ])('%s', (_case, slips, documents, ledger, expected) => {
    const compared = compareSums(sums(slips), sums(documents), sums(ledger));
    expect(
      compared.map(
        (one) => `${one.key} ${one.slipsFen} ${one.documentsFen} ${one.ledgerFen} ${one.agrees ? 'agrees' : 'DIFFERS'}`,
      ),
    ).toEqual(expected);
    for (const one of compared) expect(one.title.zh + one.title.en).not.toContain('.');
  });

  test('what was given back outside any drawer is added to the slips', () => {
    expect(Object.fromEntries(addSums(sums({ 'tender.qr': 300 }), sums({ 'tender.qr': -100 })))).toEqual({
      'tender.qr': 200,
    });
  });
});

test('the cash book has one line a drawer, from the first opening to the last closing', () => {
  const lines = drawerLines(
    [
      {
        openedAt: '2026-03-02T06:00:00.000Z',
        carried: 300,
        counted: 420,
        lines: [cash('hand-over-in', 300, 0), cash('sale', 100, 0), cash('over', 20, 0)],
      },
      {
        openedAt: '2026-03-02T01:00:00.000Z',
        carried: 50,
        counted: 300,
        lines: [cash('sale', 500, 0), cash('refund', 0, 250), cash('hand-over-out', 0, 300)],
      },
    ].map(slip),
  );
  expect(lines).toEqual([
    { drawerCode: 'D1', drawerName: '一号窗口', openingFen: 50, receiptFen: 620, paymentFen: 250, closingFen: 420 },
  ]);
});
