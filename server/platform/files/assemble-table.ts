/**
 * Records → TableFile: the first record that is not empty is the header; every other becomes a row or a problem.
 * The rules are the same whatever the file came from.
 */
import type { Text } from '../../../shared/text.ts';
import {
  type RawCell,
  type RawRecord,
  TABLE_LIMITS,
  type TableFile,
  type TableProblem,
  type TableRow,
  wholeFile,
  yieldToOthers,
} from './table-file.ts';

const ROWS_PER_PIECE = 2_000;
/** Control characters other than tab and line ends: no keyboard makes them, and terminals and printers obey them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const NO_HEADER: Text = {
  zh: '文件里没有表头行。第一行须写各列的标题',
  en: 'The file has no header. Its first line must hold the titles of the columns',
};

interface Draft {
  columns: string[] | null;
  /** Columns without a title in the header, by position; reported once if a row has something there. */
  untitled: Set<number>;
  headerLine: number;
  rows: TableRow[];
  problems: TableProblem[];
  remarks: TableProblem[];
}

export async function assembleTable(records: Iterable<RawRecord> | AsyncIterable<RawRecord>): Promise<TableFile> {
  const draft: Draft = { columns: null, untitled: new Set(), headerLine: 0, rows: [], problems: [], remarks: [] };
  let seen = 0;
  for await (const record of records) {
    seen += 1;
    if (seen % ROWS_PER_PIECE === 0) await yieldToOthers();
    const stop = draft.columns === null ? takeHeader(draft, record) : takeRow(draft, record, draft.columns);
    if (stop !== null) return stop;
  }
  if (draft.columns === null) return wholeFile(NO_HEADER);
  return {
    columns: draft.columns.filter((title) => title !== ''),
    rows: draft.rows,
    problems: draft.problems,
    remarks: draft.remarks,
  };
}

const textOf = (cell: string | RawCell): string => (typeof cell === 'string' ? cell : cell.text);

function takeHeader(draft: Draft, record: RawRecord): TableFile | null {
  if (record.broken) return { ...wholeFile(record.broken), problems: [{ line: record.line, reason: record.broken }] };
  const titles = record.cells.map((cell) => textOf(cell).replace(/\s+/g, ' ').trim());
  while (titles.at(-1) === '') titles.pop();
  if (titles.length === 0) return null;
  const refuse = (reason: Text): TableFile => ({ ...wholeFile(reason), problems: [{ line: record.line, reason }] });
  if (titles.length > TABLE_LIMITS.columns) {
    return refuse({
      zh: `列数 ${titles.length} 超过上限 ${TABLE_LIMITS.columns}`,
      en: `${titles.length} columns, more than the limit of ${TABLE_LIMITS.columns}`,
    });
  }
  const twice = titles.find((title, i) => title !== '' && titles.indexOf(title) !== i);
  if (twice !== undefined) {
    return refuse({ zh: `列标题“${twice}”出现了两次`, en: `The column title "${twice}" occurs twice` });
  }
  draft.columns = titles;
  draft.headerLine = record.line;
  titles.forEach((title, i) => {
    if (title === '') draft.untitled.add(i);
  });
  return null;
}

function takeRow(draft: Draft, record: RawRecord, columns: string[]): TableFile | null {
  if (!record.broken && record.cells.every((cell) => isEmpty(cell))) return null;
  if (draft.rows.length >= TABLE_LIMITS.rows) {
    return wholeFile({
      zh: `行数超过上限 ${TABLE_LIMITS.rows}，请分成几份`,
      en: `More rows than the limit of ${TABLE_LIMITS.rows}; split the file`,
    });
  }
  if (draft.problems.length >= TABLE_LIMITS.problems) {
    const reason = { zh: '问题太多，后面的行没有检查', en: 'Too many problems; the lines after this were not checked' };
    return {
      columns: columns.filter((title) => title !== ''),
      rows: draft.rows,
      problems: [...draft.problems, { line: record.line, reason }],
      remarks: draft.remarks,
    };
  }
  const before = draft.problems.length;
  const cells = record.broken ? null : readCells(draft, record, columns);
  if (record.broken) draft.problems.push({ line: record.line, reason: record.broken });
  if (cells !== null && draft.problems.length === before) draft.rows.push({ line: record.line, cells });
  return null;
}

const isEmpty = (cell: string | RawCell): boolean =>
  typeof cell === 'string' ? cell.trim() === '' : cell.text.trim() === '' && !cell.problem;

function readCells(draft: Draft, record: RawRecord, columns: string[]): Record<string, string> {
  const { line } = record;
  const cells: Record<string, string> = Object.create(null);
  const surplus = record.cells.findIndex((cell, i) => i >= columns.length && !isEmpty(cell));
  if (surplus >= 0) {
    draft.problems.push({
      line,
      reason: {
        zh: `这一行有 ${record.cells.length} 列，表头只有 ${columns.length} 列`,
        en: `This line has ${record.cells.length} cells, the header only ${columns.length}`,
      },
    });
  }
  columns.forEach((title, i) => {
    const cell = record.cells[i] ?? '';
    if (draft.untitled.has(i)) {
      if (!isEmpty(cell)) reportUntitled(draft, i);
      return;
    }
    const text = textOf(cell).trim();
    const reason = (typeof cell === 'string' ? undefined : cell.problem) ?? badText(text);
    if (reason) draft.problems.push({ line, column: title, reason });
    if (typeof cell !== 'string' && cell.remark) draft.remarks.push({ line, column: title, reason: cell.remark });
    cells[title] = text;
  });
  return cells;
}

function reportUntitled(draft: Draft, index: number): void {
  const reason = { zh: `第 ${index + 1} 列有内容但没有标题`, en: `Column ${index + 1} has content but no title` };
  const known = draft.problems.some((problem) => problem.line === draft.headerLine && problem.reason.en === reason.en);
  if (!known) draft.problems.push({ line: draft.headerLine, reason });
}

function badText(text: string): Text | undefined {
  if (text.length > TABLE_LIMITS.cellChars) {
    return { zh: `内容超过 ${TABLE_LIMITS.cellChars} 字`, en: `Longer than ${TABLE_LIMITS.cellChars} characters` };
  }
  if (text.includes('\ufffd')) {
    return {
      zh: '有无法识别的字符，文件编码可能不对',
      en: 'Holds a character that cannot be read; the encoding may be wrong',
    };
  }
  if (CONTROL.test(text)) return { zh: '含有不可见的控制字符', en: 'Holds invisible control characters' };
  return undefined;
}
