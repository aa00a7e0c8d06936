import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseScaled, toHalfWidth } from '../../../shared/values/digits.ts';
import { mapColumns, rowsByField } from './column-map.ts';
import { readTable } from './read-table.ts';
import { checkRows, checkRowsInPieces } from './staging.ts';
import type { TableRow } from './table-file.ts';

const decimal = z.string().transform((text, ctx) => {
  const value = parseScaled(text, 2);
  if (value === null) ctx.addIssue({ code: 'custom', params: { text: { zh: '不是数字', en: 'Not a number' } } });
  return value ?? Number.NaN;
});

const Room = z.object({
  room: z.string().max(12),
  kind: z.enum(['宿舍', '办公']),
  balance: decimal.pipe(z.int().min(0).max(100_000_00)),
  note: z.string().max(20).optional(),
});

const FIELDS = [
  { field: 'room', title: { zh: '房号', en: 'Room' }, required: true },
  { field: 'kind', title: { zh: '用户类别', en: 'Category' }, required: true },
  { field: 'balance', title: { zh: '余额', en: 'Balance' }, required: true },
  { field: 'note', title: { zh: '备注', en: 'Note' }, aliases: ['说明'] },
];

const KEY = {
  key: (cells: Readonly<Record<string, string>>) => toHalfWidth(cells.room ?? ''),
  keyTitle: { zh: '房号', en: 'room' },
};

const row = (line: number, cells: Record<string, string>): TableRow => ({
  line,
  cells: { room: `R${line}`, kind: '宿舍', balance: '1', ...cells },
});

describe('reasons', () => {
  test.each([
    ['nothing where something must be', { room: '' }, 'room', 'Required, but empty', '必填，这里是空的'],
    ['not a number', { balance: '1e9' }, 'balance', 'Not a number', '不是数字'],
    ['negative', { balance: '-1' }, 'balance', 'Must not be negative', '不能是负数'],
    ['too large', { balance: '9999999' }, 'balance', 'Too large, at most 10000000', '太大，最大 10000000'],
    ['too long', { room: '1234567890123' }, 'room', 'Too long, at most 12 characters', '太长，最多 12 个字'],
    ['not in the list', { kind: '商铺' }, 'kind', 'Must be one of: 宿舍, 办公', '只能是：宿舍、办公'],
  ])('%s', (_name, cells, column, en, zh) => {
    const { good, bad } = checkRows([row(7, cells)], Room);
    expect(good).toEqual([]);
    expect(bad).toEqual([{ line: 7, column, value: Object.values(cells)[0], reason: { zh, en } }]);
  });

  test('full-width digits are good, and an empty optional cell is absent', () => {
    const { good, bad } = checkRows([row(2, { balance: '１２．５０', note: '' })], Room);
    expect(bad).toEqual([]);
    expect(good).toEqual([{ line: 2, value: { room: 'R2', kind: '宿舍', balance: 1250 } }]);
  });

  test('every reason of a row is given, not only the first', () => {
    const { bad } = checkRows([row(3, { room: '', kind: 'x', balance: 'y' })], Room);
    expect(bad.map(({ column }) => column).sort()).toEqual(['balance', 'kind', 'room']);
  });

  test("a schema's own check brings its own words", () => {
    const schema = Room.extend({ room: z.string().refine((text) => text.startsWith('A'), 'room-prefix') });
    const texts = { 'room-prefix': { zh: '房号须以 A 开头', en: 'Rooms start with A' } };
    expect(checkRows([row(2, {})], schema, { texts }).bad[0]!.reason).toEqual(texts['room-prefix']);
  });

  test('repeats are named with both lines, also when a row is bad otherwise', () => {
    const rows = [row(2, { room: 'A1', balance: '-1' }), row(3, { room: 'B1' }), row(4, { room: 'Ａ1' })];
    const { good, bad } = checkRows(rows, Room, KEY);
    expect(good.map(({ line }) => line)).toEqual([3]);
    expect(bad[1]).toMatchObject({
      line: 4,
      reason: { zh: '第 4 行与第 2 行的房号重复：A1', en: 'Line 4 repeats the room of line 2: A1' },
    });
  });
});

describe('titles', () => {
  test('are matched whatever their width, case, spaces and language', () => {
    const map = mapColumns([' 房　号 *', 'ＣＡＴＥＧＯＲＹ', '余额：', '说明', '其它'], FIELDS);
    expect([...map.fields]).toEqual([
      [' 房　号 *', 'room'],
      ['ＣＡＴＥＧＯＲＹ', 'kind'],
      ['余额：', 'balance'],
      ['说明', 'note'],
    ]);
    expect(map.unknown).toEqual(['其它']);
    expect(map.missing).toEqual([]);
  });

  test('missing and doubled ones are named', () => {
    const map = mapColumns(['房号', 'Room', '备注'], FIELDS);
    expect(map.missing.map(({ field }) => field)).toEqual(['kind', 'balance']);
    expect(map.doubled.map(({ field, columns }) => [field.field, columns])).toEqual([['room', ['房号', 'Room']]]);
    expect(map.fields.has('房号')).toBe(false);
  });
});

/** 10,000 rows, every 33rd bad in one of six ways; between them full-width digits, which are good. */
function mixedFile(): { text: string; badLines: Map<number, RegExp> } {
  const lines = ['房号,用户类别,余额,备注'];
  const badLines = new Map<number, RegExp>();
  const faults: [RegExp, (room: string) => string][] = [
    [/formula/, (room) => `${room},宿舍,=1+1,`],
    [/repeats the room of line 2/, () => 'R000000,宿舍,1,'],
    [/negative/, (room) => `${room},宿舍,-5,`],
    [/Not a number/, (room) => `${room},宿舍,1e9,`],
    [/quotation mark/, (room) => `${room},宿舍,"5,`],
    [/Required/, () => ',宿舍,5,'],
  ];
  for (let i = 0; i < 10_000; i += 1) {
    const line = lines.length + 1;
    const room = `R${String(i).padStart(6, '0')}`;
    if (i % 33 === 5) {
      const [reason, make] = faults[badLines.size % faults.length]!;
      badLines.set(line, reason);
      lines.push(make(room));
    } else if (i % 7 === 0) lines.push(`${room},办公,１２３．４５,"备注, 有逗号"`);
    else lines.push(`${room},宿舍,12.5,`);
  }
  return { text: lines.join('\r\n'), badLines };
}

describe.each(['utf8', 'utf8 with a mark', 'gbk'])('10,000 rows in %s, 3 in 100 bad', (encoding) => {
  test('every bad row is named with line and reason, every other is good', async () => {
    const { text, badLines } = mixedFile();
    const bytes =
      encoding === 'gbk' ? iconv.encode(text, 'gbk') : Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`);
    const file = await readTable(bytes, 'rooms.csv');
    const map = mapColumns(file.columns, FIELDS);
    const { good, bad } = await checkRowsInPieces(rowsByField(file.rows, map), Room, KEY);
    const named = new Map([...file.problems, ...bad].map(({ line, reason }) => [line, reason]));
    expect(badLines.size).toBe(303);
    expect([...named.keys()].sort((a, b) => a - b)).toEqual([...badLines.keys()]);
    for (const [line, reason] of badLines) expect(named.get(line)!.en, `line ${line}`).toMatch(reason);
    expect(good).toHaveLength(10_000 - 303);
    expect(good.filter(({ value }) => value.balance === 12_345).length).toBeGreaterThan(1_300);
  });
});
