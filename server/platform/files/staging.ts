/**
 * Rows of a file against the schema of one row: what is good, and for every row that is not, each reason in words
 * a clerk can act on. Pure; nothing is stored. Empty cells count as absent, so optional fields stay optional.
 */
import type { z } from 'zod';
import type { Text } from '../../../shared/text.ts';
import { type TableRow, yieldToOthers } from './table-file.ts';

export interface BadCell {
  readonly line: number;
  /** Field of the schema; '' when the row as a whole is meant. */
  readonly column: string;
  readonly value: string;
  readonly reason: Text;
}

export interface CheckedRows<Value> {
  readonly good: { readonly line: number; readonly value: Value }[];
  readonly bad: BadCell[];
}

export interface RowMessages {
  /** Reasons of the schema's own checks, by the message they carry, such as `.refine(isRoom, 'room-number')`. */
  readonly texts?: Readonly<Record<string, Text>>;
  /** What must not occur twice in a file. Gets the cells as typed; null when the row has no key. */
  readonly key?: (cells: Readonly<Record<string, string>>) => string | null;
  /** What the key is called, for the reason. */
  readonly keyTitle?: Text;
}

type Issue = z.core.$ZodIssue;

const ROWS_PER_PIECE = 1_000;

export function checkRows<Schema extends z.ZodObject>(
  rows: readonly TableRow[],
  schema: Schema,
  messages: RowMessages = {},
): CheckedRows<z.output<Schema>> {
  const check = rowCheck(schema, messages);
  for (const row of rows) check.take(row);
  return check.result;
}

/** The same for long files, letting other work go on in between. */
export async function checkRowsInPieces<Schema extends z.ZodObject>(
  rows: readonly TableRow[],
  schema: Schema,
  messages: RowMessages = {},
): Promise<CheckedRows<z.output<Schema>>> {
  const check = rowCheck(schema, messages);
  for (let i = 0; i < rows.length; i += 1) {
    if (i % ROWS_PER_PIECE === ROWS_PER_PIECE - 1) await yieldToOthers();
    check.take(rows[i]!);
  }
  return check.result;
}

function rowCheck<Schema extends z.ZodObject>(schema: Schema, messages: RowMessages) {
  const result: CheckedRows<z.output<Schema>> = { good: [], bad: [] };
  const lineOfKey = new Map<string, number>();
  const take = ({ line, cells }: TableRow): void => {
    const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
    const parsed = schema.safeParse(filled);
    const reasons = parsed.success ? [] : parsed.error.issues.map((issue) => badCell(line, cells, issue, messages));
    const twice = findTwice(line, cells, lineOfKey, messages);
    if (twice) reasons.push(twice);
    if (parsed.success && reasons.length === 0) result.good.push({ line, value: parsed.data });
    result.bad.push(...reasons);
  };
  return { take, result };
}

function findTwice(
  line: number,
  cells: Readonly<Record<string, string>>,
  lineOfKey: Map<string, number>,
  messages: RowMessages,
): BadCell | null {
  const raw = messages.key?.(cells) ?? null;
  if (raw === null || raw.trim() === '') return null;
  const key = raw.normalize('NFKC').trim();
  const first = lineOfKey.get(key);
  if (first === undefined) {
    lineOfKey.set(key, line);
    return null;
  }
  const title = messages.keyTitle ?? { zh: '内容', en: 'content' };
  const reason = {
    zh: `第 ${line} 行与第 ${first} 行的${title.zh}重复：${key}`,
    en: `Line ${line} repeats the ${title.en} of line ${first}: ${key}`,
  };
  return { line, column: '', value: key, reason };
}

function badCell(line: number, cells: Readonly<Record<string, string>>, issue: Issue, messages: RowMessages): BadCell {
  const column = issue.path.length > 0 ? String(issue.path[0]) : '';
  const value = column === '' ? '' : (cells[column] ?? '');
  return { line, column, value, reason: reasonOf(issue, value === '', messages) };
}

function reasonOf(issue: Issue, absent: boolean, messages: RowMessages): Text {
  const own =
    messages.texts && Object.hasOwn(messages.texts, issue.message) ? messages.texts[issue.message] : undefined;
  if (own) return own;
  // Only what must be there is complained of when it is absent.
  if (absent) return { zh: '必填，这里是空的', en: 'Required, but empty' };
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected);
    case 'too_big':
      return tooBig(issue.origin, issue.maximum);
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum, issue.inclusive !== false);
    case 'invalid_value': {
      const list = issue.values.map(String);
      return { zh: `只能是：${list.join('、')}`, en: `Must be one of: ${list.join(', ')}` };
    }
    case 'not_multiple_of':
      return { zh: `须为 ${issue.divisor} 的整数倍`, en: `Must be a multiple of ${issue.divisor}` };
    case 'invalid_format':
      return wrongFormat(issue.format);
    case 'unrecognized_keys':
      return { zh: `不认识的列：${issue.keys.join('、')}`, en: `Unknown columns: ${issue.keys.join(', ')}` };
    case 'custom':
      return textIn(issue.params) ?? { zh: `不符合要求：${issue.message}`, en: `Does not fit: ${issue.message}` };
    default:
      return { zh: '内容不符合要求', en: 'Does not fit' };
  }
}

/** A check may bring its own words: `ctx.addIssue({ code: 'custom', params: { text: { zh, en } } })`. */
function textIn(params: Record<string, unknown> | undefined): Text | undefined {
  const text = params?.text as Partial<Text> | undefined;
  return typeof text?.zh === 'string' && typeof text.en === 'string' ? { zh: text.zh, en: text.en } : undefined;
}

function wrongType(expected: string): Text {
  const numeric = expected === 'number' || expected === 'int' || expected === 'bigint' || expected === 'nan';
  if (numeric) return { zh: '不是数字', en: 'Not a number' };
  if (expected === 'date') return { zh: '不是日期（应为 2026-01-31）', en: 'Not a date (as 2026-01-31)' };
  if (expected === 'boolean') return { zh: '只能填“是”或“否”', en: 'Must be yes or no' };
  return { zh: '内容不符合要求', en: 'Does not fit' };
}

function wrongFormat(format: string): Text {
  if (format === 'date') return wrongType('date');
  if (format === 'datetime') return { zh: '不是日期和时间', en: 'Not a date and time' };
  if (format === 'email') return { zh: '不是电子邮箱', en: 'Not an e-mail address' };
  return { zh: '格式不对', en: 'Has the wrong form' };
}

function tooBig(origin: string, maximum: number | bigint): Text {
  if (origin === 'string') return { zh: `太长，最多 ${maximum} 个字`, en: `Too long, at most ${maximum} characters` };
  return { zh: `太大，最大 ${maximum}`, en: `Too large, at most ${maximum}` };
}

function tooSmall(origin: string, minimum: number | bigint, inclusive: boolean): Text {
  if (origin === 'string') return { zh: `太短，至少 ${minimum} 个字`, en: `Too short, at least ${minimum} characters` };
  if (Number(minimum) === 0) {
    return inclusive ? { zh: '不能是负数', en: 'Must not be negative' } : { zh: '必须大于 0', en: 'Must be above 0' };
  }
  return inclusive
    ? { zh: `太小，最小 ${minimum}`, en: `Too small, at least ${minimum}` }
    : { zh: `须大于 ${minimum}`, en: `Must be above ${minimum}` };
}
