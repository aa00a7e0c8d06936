import { expect, it } from 'vitest';
import { MOVEMENT_KINDS } from '../../../../shared/tills/movement.ts';
import { fen } from '../../../../shared/values/money.ts';
import { journalLine } from './journal-line.ts';

it.each([
  ['opening', 20_000, '', null, null, '承前结存'],
  ['sale', 5_000, '', 5_000, null, '收款'],
  ['refund', -5_000, '', null, 5_000, '退款'],
  ['pay-out', -120, '买打印纸', null, 120, '支出：买打印纸'],
  ['over', 50, '多一枚硬币', 50, null, '长款：多一枚硬币'],
  ['closing', 0, '', null, null, '本班结存'],
] as const)('%s of %i fen', (kind, amount, reason, receiptFen, paymentFen, zh) => {
  expect(journalLine(kind, fen(amount), reason)).toMatchObject({ receiptFen, paymentFen, summary: { zh } });
});

it('names every kind in both languages', () => {
  for (const kind of MOVEMENT_KINDS) {
    const { summary } = journalLine(kind, fen(0), '');
    expect(summary.zh).toMatch(/\p{Script=Han}/u);
    expect(summary.en).toMatch(/^[A-Z][a-z ]+$/);
  }
});
