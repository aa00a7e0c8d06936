import { deflateRawSync } from 'node:zlib';
import { writeXlsx as writeWorkbook } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { readTable } from './read-table.ts';
import { TABLE_LIMITS, type TableFile } from './table-file.ts';

const csv = (text: string): Promise<TableFile> => readTable(Buffer.from(text), 'rooms.csv');
const cellsOf = (file: TableFile): Record<string, string>[] => file.rows.map(({ cells }) => ({ ...cells }));

/** A ZIP file made by hand, so that its directory can lie. */
function zip(entries: { name: string; data: Buffer; declared?: number; packed?: Buffer }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared = data.length, packed = deflateRawSync(data) } of entries) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(declared, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(declared, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT_RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The least an XLSX needs, around a sheet written by hand. */
function workbookAround(sheet: string, head = ''): { name: string; data: Buffer }[] {
  const part = (name: string, xml: string) => ({ name, data: Buffer.from(`<?xml version="1.0"?>${head}${xml}`) });
  return [
    part('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE_RELATIONS}"><Relationship Id="rId1" Type="${DOCUMENT_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT_RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE_RELATIONS}"><Relationship Id="rId1" Type="${DOCUMENT_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part('xl/worksheets/sheet1.xml', `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`),
  ];
}

describe('encodings', () => {
  const text = '房号,户名\r\n1201,示例用户龘\r\n';
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['GBK', iconv.encode('房号,户名\r\n1201,示例用户龘\r\n', 'gbk')],
    ['GB18030 with a four-byte character', iconv.encode('房号,户名\r\n1201,示例用户龘\r\n', 'gb18030')],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ])('%s', async (_name, bytes) => {
    const file = await readTable(bytes, 'rooms.csv');
    expect(file.problems).toEqual([]);
    expect(file.columns).toEqual(['房号', '户名']);
    expect(cellsOf(file)).toEqual([{ 房号: '1201', 户名: '示例用户龘' }]);
  });

  test('GBK pieces that cut a character in two are put together', async () => {
    const long = `名\n${'龘'.repeat(700_001).replace(/(.{1000})/g, '$1\n')}\n`;
    const file = await readTable(iconv.encode(long, 'gbk'), 'a.csv');
    expect(file.problems).toEqual([]);
    expect(file.rows.map(({ cells }) => cells.名).join('')).toBe('龘'.repeat(700_001));
  });

  test('bytes of no encoding are named with their line', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,2\n3,'), Buffer.from([0xff, 0xff]), Buffer.from('\n5,6\n')]);
    const file = await readTable(bytes, 'a.csv');
    expect(file.problems.map(({ line, column }) => [line, column])).toEqual([[3, 'b']]);
    expect(file.rows.map(({ line }) => line)).toEqual([2, 4]);
  });
});

describe('CSV', () => {
  test.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon', 'a;b\n1;2\n'],
    ['tab', 'a\tb\n1\t2\n'],
    ['declared by Excel', 'sep=;\r\na;b\r\n1;2'],
    ['old line ends', 'a,b\r1,2\r'],
  ])('separator: %s', async (_name, text) => {
    expect(cellsOf(await csv(text))).toEqual([{ a: '1', b: '2' }]);
  });

  test('quotes hold separators, doubled quotes and line ends; lines are counted as in the file', async () => {
    const file = await csv('a,b\n"1,\n2","say ""hi"""\n\n3,4\n');
    expect(file.rows.map(({ line, cells }) => [line, cells.a, cells.b])).toEqual([
      [2, '1,\n2', 'say "hi"'],
      [5, '3', '4'],
    ]);
    expect(file.problems).toEqual([]);
  });

  test.each([
    ['never closed', 'a,b\n1,2\n"3,4\n5,6\n7,8\n'],
    ['closed inside', 'a,b\n1,2\n"3"x,4\n5,6\n7,8\n'],
    ['running into the next quote', 'a,b\n1,2\n"3,4\n5,6\n"7",8\n'],
  ])('a broken quote spoils its own line only: %s', async (_name, text) => {
    const file = await csv(text);
    expect(file.problems.map(({ line }) => line)).toEqual([3]);
    expect(file.problems[0]!.reason.en).toMatch(/quotation mark/);
    expect(file.rows.map(({ line, cells }) => [line, cells.b])).toEqual([
      [2, '2'],
      [4, '6'],
      [5, '8'],
    ]);
  });

  test('full-width digits are left to the reader of the value; spaces around are not', async () => {
    expect(cellsOf(await csv('a\n　１２．５ \n'))).toEqual([{ a: '１２．５' }]);
  });

  test('a formula, an invisible character and a surplus cell are problems', async () => {
    const file = await csv('a,b\n=1+1,2\n3\u0007,4\n5,6,7\n8,9,,\n10\n');
    expect(file.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'a'],
      [3, 'a'],
      [4, undefined],
    ]);
    expect(file.rows.map(({ line, cells }) => [line, cells.a, cells.b])).toEqual([
      [5, '8', '9'],
      [6, '10', ''],
    ]);
  });

  test('names that objects have are plain columns', async () => {
    const file = await csv('__proto__,constructor,a\n1,2,3\n');
    expect(Object.keys(file.rows[0]!.cells)).toEqual(['__proto__', 'constructor', 'a']);
    expect(Object.getPrototypeOf(file.rows[0]!.cells)).toBeNull();
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});

describe('what is no table', () => {
  test.each([
    ['nothing', Buffer.alloc(0), /empty/],
    ['empty lines', Buffer.from('\n\n , \n'), /no header/],
    ['the same title twice', Buffer.from('a,b,a\n1,2,3'), /occurs twice/],
    ['too many columns', Buffer.from(Array.from({ length: 201 }, (_, i) => `c${i}`).join(',')), /201 columns/],
    ['too many rows', Buffer.from(`a\n${'1\n'.repeat(TABLE_LIMITS.rows + 1)}`), /200000/],
    ['too large', Buffer.alloc(TABLE_LIMITS.fileBytes + 1, 0x61), /20 MB/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /neither CSV nor XLSX/],
    ['an old or locked workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old \.xls/],
    ['a cut ZIP', Buffer.from('PK\u0003\u0004 and nothing more than this'), /damaged/],
    ['a ZIP of other things', zip([{ name: 'a.txt', data: Buffer.from('hello') }]), /damaged/],
  ])('%s', async (_name, bytes, reason) => {
    const file = await readTable(bytes, 'file');
    expect(file.rows).toEqual([]);
    expect(file.problems).toHaveLength(1);
    expect(file.problems[0]!.reason.en).toMatch(reason);
  });

  test('as many rows as allowed are read', async () => {
    const file = await csv(`a\n${'1\n'.repeat(TABLE_LIMITS.rows)}`);
    expect(file.rows).toHaveLength(TABLE_LIMITS.rows);
  });
});

describe('XLSX', () => {
  test('numbers, dates, percentages, text and formulas as a person sees them', async () => {
    const date = (day: string) => ({ value: new Date(`${day}T00:00:00Z`), style: { numFmt: 'yyyy-mm-dd' } });
    const bytes = await writeWorkbook({
      sheets: [
        { name: '隐藏', hidden: true, rows: [['not', 'this']] },
        {
          name: '房间',
          rows: [
            ['房号', '数', '日', '率', '计'],
            ['007', 0.1 + 0.2, null, null, null],
            ['１２', 1e9, null, null, null],
            ['a', 123456789012345, null, null, null],
            ['b', 0.0000012, null, null, null],
          ],
          cells: new Map<string, Record<string, unknown>>([
            ['1,2', date('2026-11-23')],
            ['2,2', { value: new Date('2026-11-23T08:30:00Z'), style: { numFmt: 'yyyy-mm-dd hh:mm' } }],
            ['1,3', { value: 0.055, style: { numFmt: '0.0%' } }],
            ['1,4', { value: 3, formula: '1+2', formulaResult: 3 }],
          ]) as never,
        },
      ],
    });
    const file = await readTable(Buffer.from(bytes), 'rooms.xlsx');
    expect(file.problems).toEqual([]);
    expect(file.columns).toEqual(['房号', '数', '日', '率', '计']);
    expect(cellsOf(file)).toEqual([
      { 房号: '007', 数: '0.3', 日: '2026-11-23', 率: '5.5%', 计: '3' },
      { 房号: '１２', 数: '1000000000', 日: '2026-11-23 08:30:00', 率: '', 计: '' },
      { 房号: 'a', 数: '123456789012345', 日: '', 率: '', 计: '' },
      { 房号: 'b', 数: '0.0000012', 日: '', 率: '', 计: '' },
    ]);
    expect(file.remarks.map(({ line, column }) => [line, column])).toEqual([[2, '计']]);
  });

  test('an error and a formula without a result are problems of their row', async () => {
    const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>
      <row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>
      <row r="3"><c r="A3"><f>NOW()</f></c></row>
      <row r="5"><c r="A5" t="str"><f>"x"</f><v>x</v></c></row>`;
    const file = await readTable(zip(workbookAround(rows)), 'a.xlsx');
    expect(file.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'a'],
      [3, 'a'],
    ]);
    expect(cellsOf(file)).toEqual([{ a: 'x' }]);
    expect(file.remarks.map(({ line }) => line)).toEqual([5]);
  });

  test.each([
    ['packed beyond all measure', zip([{ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(100 * 1024 * 1024) }])],
    [
      'many at the edge of the measure',
      zip(Array.from({ length: 300 }, (_, i) => ({ name: `${i}`, data: Buffer.alloc(900_000) }))),
    ],
    ['too many entries', zip(Array.from({ length: 2_001 }, (_, i) => ({ name: `${i}`, data: Buffer.from('x') })))],
  ])('a bomb is refused before it is unpacked: %s', async (_name, bytes) => {
    const file = await readTable(bytes, 'bomb.xlsx');
    expect(file.rows).toEqual([]);
    expect(file.problems[0]!.reason.en).toMatch(/Too large once unpacked/);
  });

  test.each([1_000, 0])('a directory that says %i bytes gets no more', async (declared) => {
    const parts = workbookAround(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>${'a'.repeat(2_000_000)}</t></is></c></row>`,
    );
    const lying = parts.map((part) => (part.name.includes('sheet1') ? { ...part, declared } : part));
    const file = await readTable(zip(lying), 'bomb.xlsx');
    expect(file.rows).toEqual([]);
    expect(file.problems[0]!.reason.en).toMatch(/damaged/);
  });

  test('entities are not expanded', async () => {
    const head = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;">]>';
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>t</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>&b;</t></is></c></row>';
    const file = await readTable(zip(workbookAround(rows, head)), 'a.xlsx');
    expect(JSON.stringify(file)).not.toContain('boom');
  });

  test('two cells at the far corners do not make a sheet of billions', async () => {
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const file = await readTable(zip(workbookAround(rows)), 'a.xlsx');
    expect(file.columns.length + file.problems.length).toBeGreaterThan(0);
    expect(file.rows).toEqual([]);
  });
});
