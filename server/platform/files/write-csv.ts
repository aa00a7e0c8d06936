/**
 * Lists out as CSV: UTF-8 with a mark (Excel needs it for Chinese), CRLF, RFC 4180 quotes, streamed row by row.
 * A cell that a spreadsheet would compute gets a leading apostrophe (OWASP, CSV injection); plain numbers stay.
 */
import { Readable } from 'node:stream';
import {
  DECIMALS,
  decimalText,
  type ExportColumn,
  type ExportTable,
  type ExportValue,
  localShift,
} from './export-column.ts';

const PIECE_CHARS = 64 * 1024;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** The full-width forms too: Excel takes them for the signs when Chinese input is on. */
const COMPUTES = /^\s*[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",;\t\r\n']|^\s|\s$/;

export function csvCell(text: string): string {
  const safe = COMPUTES.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function writeCsv(table: ExportTable): Readable {
  return Readable.from(csvPieces(table), { objectMode: false });
}

async function* csvPieces({ columns, rows, timeZone, mark }: ExportTable): AsyncGenerator<string> {
  const shift = localShift(timeZone);
  let piece = `\ufeff${columns.map((column) => csvCell(column.title)).join(',')}\r\n`;
  for await (const row of rows) {
    piece += `${columns.map((column, i) => cellOf(column, row[i] ?? null, shift)).join(',')}\r\n`;
    if (piece.length >= PIECE_CHARS) {
      yield piece;
      piece = '';
    }
  }
  if (mark) piece += `${csvCell(mark)}${','.repeat(columns.length - 1)}\r\n`;
  if (piece !== '') yield piece;
}

function cellOf(column: ExportColumn, value: ExportValue, shift: (utcMs: number) => number): string {
  if (value === null) return '';
  const decimals = DECIMALS[column.type];
  if (decimals !== undefined) return decimalText(Number(value), decimals);
  if (column.type !== 'instant') return csvCell(String(value));
  const utcMs = Date.parse(String(value));
  return new Date(utcMs + shift(utcMs)).toISOString().slice(0, 19).replace('T', ' ');
}
