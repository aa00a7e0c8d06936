/**
 * The first visible sheet of an XLSX file as records of text. This is the only file that knows the library that
 * reads XLSX; it runs in the worker thread of xlsx-worker.ts.
 * Text: numbers as a person sees them to 15 digits (what Excel keeps), dates YYYY-MM-DD, with HH:mm:ss when there
 * is a time, percentages with their sign. Of a formula only the stored result is used, and it is remarked on.
 */
import { type Cell, type CellValue, readXlsx } from 'hucre/xlsx';
import type { Text } from '../../../shared/text.ts';
import { type RawCell, type RawRecord, TABLE_LIMITS } from './table-file.ts';
import { readZipDirectory, unpackEntry } from './zip-directory.ts';

/** One more row and column than allowed, so that the limit is noticed and not silently cut. */
const RANGE = `A1:${columnLetters(TABLE_LIMITS.columns)}${TABLE_LIMITS.rows + 2}`;

const FORMULA: Text = {
  zh: '这一格是公式，已取其保存的结果',
  en: 'This cell is a formula; its stored result was used',
};
const FORMULA_EMPTY: Text = {
  zh: '这一格是公式，文件里没有保存结果。请改为数值后再导入',
  en: 'This cell is a formula without a stored result; replace it by its value',
};
const faulty = (code: string): Text => ({ zh: `这一格是错误值 ${code}`, en: `This cell holds the error ${code}` });

/** Null when the workbook has no visible sheet. Throws when the file cannot be read. */
export async function sheetRecords(file: Buffer): Promise<RawRecord[] | null> {
  let taken = false;
  const workbook = await readXlsx(file, {
    sheets: (sheet) => {
      if (taken || sheet.hidden || sheet.veryHidden) return false;
      taken = true;
      return true;
    },
    range: RANGE,
    readStyles: hasPercentFormat(file),
  });
  const sheet = workbook.sheets[0];
  if (!sheet) return null;
  return sheet.rows.map((row, r) => ({
    line: r + 1,
    cells: row.map((value, c) => rawCell(value, sheet.cells?.get(`${r},${c}`))),
  }));
}

/** Formats 9 and 10 are the built-in percentages (ECMA-376 part 1, 18.8.30). */
function hasPercentFormat(file: Buffer): boolean {
  const directory = readZipDirectory(file);
  if ('refused' in directory) return false;
  const entry = directory.entries.find(({ name }) => name === 'xl/styles.xml');
  const xml = (entry && unpackEntry(file, entry)?.toString('utf8')) ?? '';
  const used = xml.match(/<cellXfs[\s\S]*?<\/cellXfs>/)?.[0] ?? '';
  const custom = [...xml.matchAll(/<numFmt\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /formatCode="[^"]*%/.test(tag))
    .map((tag) => /numFmtId="(\d+)"/.exec(tag)?.[1]);
  return ['9', '10', ...custom].some((id) => used.includes(`numFmtId="${id}"`));
}

function rawCell(value: CellValue, cell: Cell | undefined): string | RawCell {
  const text = cellText(value, cell?.style?.numFmt);
  if (
    cell?.type === 'error' ||
    (typeof value === 'string' && cell?.formula !== undefined && /^#[A-Z/0]+[!?A]?$/.test(value))
  ) {
    return { text, problem: faulty(text) };
  }
  if (cell?.formula === undefined) return text;
  return text === '' ? { text, problem: FORMULA_EMPTY } : { text, remark: FORMULA };
}

function cellText(value: CellValue, format: string | undefined): string {
  if (value === null) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (format?.includes('%')) return `${plainNumber(value * 100)}%`;
  return plainNumber(value);
}

/** Decimal digits without an exponent: Excel computes in binary but keeps 15 digits, so 0.1+0.2 reads 0.3. */
function plainNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(20).replace(/0+$/, '');
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // A serial number is a fraction of a day: half a millisecond of rounding must not become the day before.
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const time = iso.slice(11, 19);
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}

/** 0 → A, 26 → AA. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
