/** From contracts to fields, problems and addresses. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { businessDate, businessDateSchema, instantSchema } from '../../shared/values/calendar.ts';
import { denominationCountSchema } from '../../shared/values/denominations.ts';
import { nonNegativeMoneySchema, positiveMoneySchema } from '../../shared/values/money.ts';
import { unitPriceSchema } from '../../shared/values/price.ts';
import { quantitySchema } from '../../shared/values/quantity.ts';
import { countWith } from './denomination-count.tsx';
import { type Field, fieldsOf, startingValues } from './fields.ts';
import { filterFieldsOf, inputFrom, nextSort, sortDirection, withField } from './list-state.ts';
import { problemsOf } from './problems.ts';
import { parseTypedDate } from './typed-values.ts';

const kindsOf = (fields: readonly Field[]) => Object.fromEntries(fields.map(({ key, kind }) => [key, kind]));

describe('fields of a schema', () => {
  test('kinds', () => {
    const input = z.strictObject({
      drawerId: z.uuid(),
      amount: positiveMoneySchema,
      arrears: nonNegativeMoneySchema.optional(),
      energy: quantitySchema.nullable(),
      price: unitPriceSchema,
      taxFen: z.int(),
      soldMilli: z.int(),
      newPrice: z.int(),
      fee: z.int().meta({ as: 'money' }),
      pieces: z.int(),
      tender: z.enum(['cash', 'qr']),
      days: z.array(z.enum(['mon', 'tue'])),
      tags: z.array(z.string()),
      day: businessDateSchema,
      at: instantSchema,
      name: z.string().max(40),
      story: z.string().max(2000),
      spoken: z.boolean(),
      count: denominationCountSchema,
      lines: z.array(z.strictObject({ part: z.string() })),
      address: z.strictObject({ room: z.string() }),
      kind: z.literal('sale'),
      signatures: z.array(z.uuid()),
    });
    expect(kindsOf(fieldsOf(input))).toEqual({
      drawerId: 'record',
      amount: 'money',
      arrears: 'money',
      energy: 'quantity',
      price: 'price',
      taxFen: 'money',
      soldMilli: 'quantity',
      newPrice: 'price',
      fee: 'money',
      pieces: 'number',
      tender: 'choice',
      days: 'choices',
      tags: 'texts',
      day: 'date',
      at: 'instant',
      name: 'text',
      story: 'long-text',
      spoken: 'yes-no',
      count: 'count',
      lines: 'lines',
      address: 'group',
      kind: 'fixed',
    });
  });

  test('labels by path, then by name; required, presets and limits', () => {
    const input = z.strictObject({
      tender: z.enum(['cash', 'qr']).default('cash'),
      note: z.string().max(300).optional(),
      lines: z.array(z.strictObject({ part: z.string() })),
    });
    const labels = {
      tender: { zh: '收款方式', en: 'Tender' },
      'tender.cash': { zh: '现金', en: 'Cash' },
      'lines.part': { zh: '配件', en: 'Part' },
    };
    const [tender, note, lines] = fieldsOf(input, labels);
    expect(tender).toMatchObject({ required: false, preset: 'cash', label: { zh: '收款方式' } });
    expect(tender!.options).toEqual([
      { value: 'cash', label: { zh: '现金', en: 'Cash' } },
      { value: 'qr', label: { zh: 'qr', en: 'qr' } },
    ]);
    expect(note).toMatchObject({ required: false, maxLength: 300, label: { zh: 'note' } });
    expect(lines!.fields[0]).toMatchObject({ key: 'part', label: { zh: '配件' }, required: true });
    expect(startingValues([tender!, note!, lines!], { note: '先写好' })).toEqual({
      tender: 'cash',
      note: '先写好',
      lines: [{}],
    });
  });

  test('nothing is ticked beforehand, and an empty count is a count of nothing', () => {
    const input = z.strictObject({ agreed: z.boolean(), count: denominationCountSchema });
    expect(startingValues(fieldsOf(input))).toEqual({ agreed: false, count: {} });
  });
});

describe('problems before sending', () => {
  const input = z.strictObject({
    amount: positiveMoneySchema,
    name: z.string().min(1).max(3),
    lines: z.array(z.strictObject({ pieces: z.int() })).min(1),
  });
  test('each field says its own, in words', () => {
    const found = problemsOf(input, { amount: 0, name: '四个字了', lines: [{ pieces: '二' }] });
    expect(Object.fromEntries(found.map(({ path, text }) => [path, text.zh]))).toEqual({
      amount: '必须大于零',
      name: '最多 3 个字',
      'lines.0.pieces': '填写的内容不符合要求',
    });
  });

  test('what is missing is asked for; what fits is silent', () => {
    expect(problemsOf(input, { lines: [{ pieces: 1 }] }).map(({ text }) => text.zh)).toEqual(['请填写', '请填写']);
    expect(problemsOf(input, { amount: 1, name: '甲', lines: [{ pieces: 1 }] })).toEqual([]);
  });
});

describe('a list and its address', () => {
  const fields = fieldsOf(
    z.strictObject({
      state: z.enum(['open', 'closed']).optional(),
      unpaid: z.boolean().optional(),
      atLeast: positiveMoneySchema.optional(),
      accountId: z.uuid().optional(),
      after: z.string().optional(),
      sort: z.string().optional(),
    }),
  );

  test('ids, cursor and order are no filters', () => {
    expect(filterFieldsOf(fields).map(({ key }) => key)).toEqual(['state', 'unpaid', 'atLeast']);
  });

  test('the input comes from the address; strangers and nonsense are left out', () => {
    const search = new URLSearchParams('state=open&unpaid=true&atLeast=500&after=c1&open=x&foo=bar');
    expect(inputFrom(fields, search)).toEqual({ state: 'open', unpaid: true, atLeast: 500, after: 'c1' });
    expect(inputFrom(fields, new URLSearchParams('atLeast=abc&state='))).toEqual({});
  });

  test('another condition begins on the first page', () => {
    const next = withField(new URLSearchParams('state=open&after=c1'), 'state', 'closed');
    expect(next.toString()).toBe('state=closed');
    expect(withField(next, 'state', '').toString()).toBe('');
  });

  test('the order: up, down, as the server has it', () => {
    expect([null, 'day', '-day', 'name'].map((sort) => nextSort(sort, 'day'))).toEqual(['day', '-day', null, 'day']);
    expect(['day', '-day', null].map((sort) => sortDirection(sort, 'day'))).toEqual([
      'ascending',
      'descending',
      'none',
    ]);
  });
});

describe('typed values', () => {
  const today = businessDate('2026-11-24');
  test.each([
    ['2026-03-14', '2026-03-14'],
    ['2026/3/4', '2026-03-04'],
    ['2026年3月4日', '2026-03-04'],
    ['20260314', '2026-03-14'],
    ['0314', '2026-03-14'],
    ['3-14', '2026-03-14'],
    ['３－１４', '2026-03-14'],
    ['2026-02-30', null],
    ['314', null],
    ['tomorrow', null],
    ['', null],
  ])('%j is %j', (text, day) => {
    expect(parseTypedDate(text, today)).toBe(day);
  });

  test('a count takes figures of either width and keeps what it had on nonsense', () => {
    expect(countWith({}, 'note100', '１２')).toEqual({ note100: 12 });
    expect(countWith({ note100: 12, note50: 1 }, 'note100', '')).toEqual({ note50: 1 });
    for (const text of ['x', '-1', '1.5', '100001'])
      expect(countWith({ note100: 12 }, 'note100', text)).toEqual({ note100: 12 });
  });
});
