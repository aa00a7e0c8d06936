/**
 * Lists out as XLSX, streamed: memory does not grow with the rows. Text cells are text and never formulas; money
 * and quantities are numbers with their format, so that the reader can sum them; dates are real dates.
 * Beside xlsx-sheet.ts the only file that knows the library for XLSX.
 */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type CellStyle, type CellValue, type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
import {
  DECIMALS,
  decimalText,
  type ExportColumn,
  type ExportTable,
  type ExportType,
  type ExportValue,
  localShift,
} from './export-column.ts';
import { TABLE_LIMITS } from './table-file.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const FORMATS: Record<ExportType, string> = {
  text: '@',
  integer: '0',
  money: '0.00',
  'unit-price': '0.0000',
  quantity: '0.000',
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm:ss',
};
const WIDTHS: Record<ExportType, number> = {
  text: 18,
  integer: 10,
  money: 14,
  'unit-price': 12,
  quantity: 14,
  date: 12,
  instant: 20,
};
const HEADER: CellStyle = { font: { bold: true }, numFmt: '@' };

export function writeXlsx(table: ExportTable): Readable {
  const columns: ColumnDef[] = table.columns.map(({ type, width }) => ({
    width: width ?? WIDTHS[type],
    style: HEADER,
  }));
  const stream = writeXlsxStream(sheetRows(table, columns), {
    name: sheetName(table.name),
    columns,
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(stream as ReadableStream<Uint8Array>);
}

/**
 * The library takes styles from the columns only. It writes each row before it asks for the next, so the columns
 * wear the header's style until the header is written, and the style of their type from then on.
 */
async function* sheetRows(table: ExportTable, columns: ColumnDef[]): AsyncGenerator<CellValue[]> {
  const shift = localShift(table.timeZone);
  yield table.columns.map(({ title }) => cleanText(title));
  table.columns.forEach(({ type }, i) => {
    columns[i]!.style = { numFmt: FORMATS[type] };
  });
  for await (const row of table.rows) {
    yield table.columns.map((column, i) => cellOf(column, row[i] ?? null, shift));
  }
  if (table.mark) yield [cleanText(table.mark)];
}

function cellOf(column: ExportColumn, value: ExportValue, shift: (utcMs: number) => number): CellValue {
  if (value === null) return null;
  const decimals = DECIMALS[column.type];
  // A sheet stores decimals only; Number() of the exact text prints as the same text up to 15 digits.
  if (decimals !== undefined) return Number(decimalText(Number(value), decimals));
  if (column.type === 'date') return new Date(`${value}T00:00:00.000Z`);
  if (column.type === 'instant') {
    const utcMs = Date.parse(String(value));
    return new Date(utcMs + shift(utcMs));
  }
  return cleanText(String(value));
}

/** What XML cannot hold becomes a space; `_x0041_` would be read as an escape and is escaped itself (ECMA-376, 22.9.2.19). */
function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .slice(0, TABLE_LIMITS.cellChars)
  );
}

/** Excel: at most 31 characters, none of \ / ? * [ ] : and no apostrophe at either end. */
function sheetName(name: string): string {
  const clean = cleanText(name)
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .replace(/^'+|'+$/g, '')
    .trim();
  return clean === '' ? 'Sheet1' : clean;
}
