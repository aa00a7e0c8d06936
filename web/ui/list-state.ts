/**
 * A list's filters, order and page live in the address, so that a link shows the same rows and Back goes back. Pure.
 * Fields a query shares by convention: `after` (cursor of the page before), `limit`, `sort` (`key` or `-key`).
 */
import type { Field } from './fields.ts';

export const PAGING_FIELDS: ReadonlySet<string> = new Set(['after', 'limit', 'sort']);

const FILTER_KINDS: ReadonlySet<Field['kind']> = new Set([
  'text', 'choice', 'date', 'yes-no', 'number', 'money', 'record', 'instant',
]); // biome-ignore format: a closed list

/** Fields a person may narrow the list by; ids are given by the page that links here, not typed. */
export const filterFieldsOf = (fields: readonly Field[]): readonly Field[] =>
  fields.filter((field) => !PAGING_FIELDS.has(field.key) && FILTER_KINDS.has(field.kind) && field.kind !== 'record');

function typedValue(field: Field, text: string): unknown {
  if (field.kind === 'yes-no') return text === 'true';
  if (field.kind === 'number' || field.kind === 'money') {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : undefined;
  }
  return text;
}

/** The query's input from the address; what the query does not know is left out. */
export function inputFrom(fields: readonly Field[], search: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const texts = search.getAll(field.key).filter((text) => text !== '');
    if (texts.length === 0) continue;
    const value = field.kind === 'choices' || field.kind === 'texts' ? texts : typedValue(field, texts[0]!);
    if (value !== undefined) input[field.key] = value;
  }
  return input;
}

/** The address after one filter or the order changed: back on the first page. */
export function withField(search: URLSearchParams, key: string, value: unknown): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('after');
  next.delete(key);
  if (value !== undefined && value !== null && value !== '') next.set(key, String(value));
  return next;
}

/** Once: ascending; twice: descending; three times: as the server orders. */
export function nextSort(current: string | null, key: string): string | null {
  if (current === key) return `-${key}`;
  return current === `-${key}` ? null : key;
}

export const sortDirection = (current: string | null, key: string): 'ascending' | 'descending' | 'none' => {
  if (current === key) return 'ascending';
  return current === `-${key}` ? 'descending' : 'none';
};
