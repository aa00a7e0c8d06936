/**
 * Text as a Chinese slip printer has it: one byte for ASCII, two for the characters of GBK. Every character outside of
 * both, for which GB18030 would need four bytes, is printed as 〓, because most printers do not have those four-byte
 * characters and would print other ones instead.
 *
 * A character takes as many columns as bytes: Chinese ones are twice as wide.
 */
import iconv from 'iconv-lite';

const MISSING = '〓';

/** What GBK does not have and what stands for it on slips. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['¥', '￥'],
  ['²', '2'],
  ['³', '3'],
  ['−', '-'],
  ['\u00a0', ' '],
  ['\u2011', '-'],
]);

/** Only what the printer has; line ends and other controls become blanks. */
export function printable(text: string): string {
  let out = '';
  for (const char of text.toWellFormed()) {
    const code = char.codePointAt(0)!;
    if (code < 0x20 || code === 0x7f) out += ' ';
    else if (code < 0x7f) out += char;
    else out += STAND_INS.get(char) ?? (iconv.encode(char, 'gb18030').length === 2 ? char : MISSING);
  }
  return out;
}

export const encodeText = (text: string): Uint8Array => iconv.encode(printable(text), 'gb18030');

const charColumns = (char: string): number => (char.codePointAt(0)! < 0x80 ? 1 : 2);

/** Columns of text that is printable already. */
export const columnsOf = (text: string): number => [...text].reduce((columns, char) => columns + charColumns(char), 0);

/** A word of figures or Latin letters is not broken when it fits a line of its own. */
const PIECES = /[!-~]+|[^!-~]/gu;

const NO_START = /[，。、；：！？）》」』”’％]/u;

/** Lines of at most so many columns, at least 4. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    lines.push(line.trimEnd());
    line = '';
  };
  /** No line begins with a comma or a full stop: the character before comes along. */
  const breakBefore = (char: string): string => {
    const before = NO_START.test(char) ? (/[^!-~ ]$/u.exec(line)?.[0] ?? '') : '';
    const along = line.length > before.length ? before : '';
    line = line.slice(0, line.length - along.length);
    flush();
    return along;
  };
  const isFull = (piece: string): boolean => columnsOf(line) + columnsOf(piece) > columns;
  for (const piece of printable(text).match(PIECES) ?? []) {
    if (piece === ' ') {
      if (isFull(piece)) flush();
      if (line !== '') line += piece;
      continue;
    }
    if (columnsOf(piece) <= columns && piece.length > 1 && line !== '' && isFull(piece)) flush();
    for (const char of piece) {
      if (isFull(char)) line = breakBefore(char);
      line += char;
    }
  }
  if (line.trimEnd() !== '' || lines.length === 0) flush();
  return lines;
}
