/**
 * The records of a CSV text (RFC 4180), one by one, with the physical line each starts on.
 * A quote that does not fit (never closed, or followed by something that is no separator) spoils only the line it
 * stands on: that line is reported as broken and reading goes on with the next physical line, so one wrong quote
 * cannot swallow the lines after it unnamed.
 */
import type { Text } from '../../../shared/text.ts';
import { type RawRecord, TABLE_LIMITS } from './table-file.ts';

export type Separator = ',' | ';' | '\t';

const LF = 10;
const CR = 13;
const QUOTE = 34;

const BROKEN_QUOTE: Text = {
  zh: '引号不成对，这一行无法分列',
  en: 'A quotation mark is not paired; the cells of this line cannot be told apart',
};

interface Field {
  readonly text: string;
  /** Where the separator, the line end or the end of the text is. */
  readonly end: number;
  readonly newlines: number;
}

/** The separator that occurs most in the first line outside quotes; a comma when none does. */
export function detectSeparator(text: string): Separator {
  const counts: Record<Separator, number> = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (counts[','] + counts[';'] + counts['\t'] > 0 || text.slice(0, i).trim() !== '') break;
    } else if (!quoted && char in counts) counts[char as Separator] += 1;
  }
  if (counts['\t'] > counts[','] && counts['\t'] >= counts[';']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

export function* csvRecords(text: string, separator: Separator): Generator<RawRecord> {
  const sep = separator.charCodeAt(0);
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = at;
    const startLine = line;
    const cells: string[] = [];
    let broken = false;
    for (;;) {
      const field = text.charCodeAt(at) === QUOTE ? quotedField(text, at, sep) : plainField(text, at, sep);
      if (field === null) {
        broken = true;
        break;
      }
      cells.push(field.text);
      line += field.newlines;
      at = field.end;
      if (text.charCodeAt(at) !== sep) break;
      at += 1;
    }
    if (broken) {
      at = lineEnd(text, start);
      line = startLine;
    }
    at = afterNewline(text, at);
    line += 1;
    yield broken ? { line: startLine, cells: [], broken: BROKEN_QUOTE } : { line: startLine, cells };
  }
}

function plainField(text: string, start: number, sep: number): Field {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === sep || code === LF || code === CR) break;
    end += 1;
  }
  return { text: text.slice(start, end), end, newlines: 0 };
}

function quotedField(text: string, start: number, sep: number): Field | null {
  let from = start + 1;
  let doubled = false;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote - start > TABLE_LIMITS.cellChars * 2) return null;
    if (text.charCodeAt(quote + 1) === QUOTE) {
      doubled = true;
      from = quote + 2;
      continue;
    }
    let end = quote + 1;
    while (text.charCodeAt(end) === 32) end += 1;
    const code = text.charCodeAt(end);
    if (end < text.length && code !== sep && code !== LF && code !== CR) return null;
    const inner = text.slice(start + 1, quote);
    const newlines = inner.match(/\r\n|\r|\n/g)?.length ?? 0;
    return { text: doubled ? inner.replaceAll('""', '"') : inner, end, newlines };
  }
}

function lineEnd(text: string, from: number): number {
  const match = /[\r\n]/g;
  match.lastIndex = from;
  return match.exec(text)?.index ?? text.length;
}

function afterNewline(text: string, at: number): number {
  if (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF) return at + 2;
  return at < text.length ? at + 1 : at;
}
