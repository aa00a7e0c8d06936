import fc from 'fast-check';
import { expect, test } from 'vitest';
import { USUAL_VOUCHER } from '../../../../shared/reconciliation/layouts.ts';
import { businessDate } from '../../../../shared/values/calendar.ts';
import { fen } from '../../../../shared/values/money.ts';
import { financeAccount, unmapped, voucherCells, voucherLines } from './voucher-rows.ts';

const MAP = [
  { ledger: '1001', code: '100101', name: '库存现金' },
  { ledger: '1001.safe', code: '100102', name: '保险柜' },
  { ledger: '2203', code: '2203', name: '预收账款' },
];
const posted = (day: string, accountCode: string, debit: number, credit: number) => ({
  businessDate: businessDate(day),
  accountCode,
  debitFen: fen(debit),
  creditFen: fen(credit),
  documents: 2,
});

test.each([
  ['1001', '100101'],
  ['1001.1', '100101'],
  ['1001.safe', '100102'],
  ['1001.safe.a', '100102'],
  ['10011', undefined],
  ['6001.electricity', undefined],
])('%s is %s at finance', (ledger, code) => {
  expect(financeAccount(MAP, ledger)?.code).toBe(code);
});

test('what finance does not have is named once', () => {
  const days = [
    posted('2026-03-02', '6001.gas', 0, 1),
    posted('2026-03-03', '6001.gas', 1, 0),
    posted('2026-03-03', '2203', 0, 1),
  ];
  expect(unmapped(MAP, days)).toEqual(['6001.gas']);
});

test('a voucher a day, debit before credit, never netted, numbered through the month', () => {
  const lines = voucherLines(MAP, [
    posted('2026-03-02', '1001.1', 5000, 300),
    posted('2026-03-02', '1001.2', 1000, 0),
    posted('2026-03-02', '2203', 300, 6000),
    posted('2026-03-05', '1001.safe', 700, 0),
    posted('2026-03-05', '1001.1', 0, 700),
  ]);
  expect(lines.map((line) => [line.date, line.number, line.line, line.code, line.debitFen, line.creditFen])).toEqual([
    ['2026-03-02', 1, 1, '100101', 6000, 0],
    ['2026-03-02', 1, 2, '2203', 300, 0],
    ['2026-03-02', 1, 3, '100101', 0, 300],
    ['2026-03-02', 1, 4, '2203', 0, 6000],
    ['2026-03-05', 2, 1, '100102', 700, 0],
    ['2026-03-05', 2, 2, '100101', 0, 700],
  ]);
});

test('books that do not balance make no voucher', () => {
  expect(() =>
    voucherLines(MAP, [posted('2026-03-02', '1001.1', 5000, 0), posted('2026-03-02', '2203', 0, 4999)]),
  ).toThrow(/does not balance/);
});

test('every column in the order of the layout, fixed text where it says so', () => {
  const [debit, credit] = voucherLines(MAP, [
    posted('2026-03-02', '1001.1', 123_456, 0),
    posted('2026-03-02', '2203', 0, 123_456),
  ]);
  const columns = [
    { title: '公司', source: 'fixed' as const, text: '01' },
    ...(['year', 'month', 'word', 'number', 'line', 'summary', 'account-code', 'account-name'] as const).map(
      (source) => ({ title: source, source, text: '' }),
    ),
    ...(['debit', 'credit', 'side', 'amount', 'documents', 'maker', 'date'] as const).map((source) => ({
      title: source,
      source,
      text: '',
    })),
  ];
  const made = { spec: { ...USUAL_VOUCHER, columns, word: '收', summary: '{date} 电费' }, maker: '财务丁' };
  expect(voucherCells(debit!, made).join('|')).toBe(
    '01|2026|03|收|1|1|2026-03-02 电费|100101|库存现金|1234.56||借|1234.56|2|财务丁|2026-03-02',
  );
  expect(voucherCells(credit!, made).join('|')).toBe(
    '01|2026|03|收|1|2|2026-03-02 电费|2203|预收账款||1234.56|贷|1234.56|2|财务丁|2026-03-02',
  );
});

test('whatever is posted, the sums of the vouchers are the sums of the books', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000 });
  const entry = fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    amount,
    from: fc.constantFrom('1001.1', '1001.2', '1001.safe', '2203'),
    to: fc.constantFrom('1001.1', '1001.safe', '2203'),
  });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), (entries) => {
      const days = entries
        .toSorted((a, b) => a.day - b.day)
        .flatMap(({ day, amount: sum, from, to }) => {
          const date = `2026-03-${String(day).padStart(2, '0')}`;
          return [posted(date, to, sum, 0), posted(date, from, 0, sum)];
        });
      const lines = voucherLines(MAP, days);
      const total = entries.reduce((sum, one) => sum + one.amount, 0);
      expect(lines.reduce((sum, line) => sum + line.debitFen, 0)).toBe(total);
      expect(lines.reduce((sum, line) => sum + line.creditFen, 0)).toBe(total);
    }),
  );
});
