/**
 * Bytes for a slip printer with Chinese characters. Nothing runs over the edge of the paper: what is too long goes on in
 * the next line.
 *
 * Source: ESC/POS command reference; FS & switches double-byte characters on, as printers for the Chinese market want.
 */
import { columnsOf, encodeText, printable, wrap } from './encoding.ts';

export type SlipAlign = 'left' | 'center' | 'right';

export interface SlipWriter {
  readonly columns: number;
  line(text?: string, align?: SlipAlign): SlipWriter;
  /** Twice as wide and high, in the middle. */
  title(text: string): SlipWriter;
  strong(text: string, align?: SlipAlign): SlipWriter;
  /** At both edges; one under the other when they do not fit beside each other. */
  pair(left: string, right: string, strong?: boolean): SlipWriter;
  /** Cells side by side with a blank between, each wrapped inside its column. */
  row(cells: readonly SlipCell[]): SlipWriter;
  rule(): SlipWriter;
  feed(lines: number): SlipWriter;
  qr(data: string): SlipWriter;
  /** Opens the drawer that hangs on the printer. */
  drawer(): SlipWriter;
  cut(): SlipWriter;
  bytes(): Uint8Array;
}

export interface SlipCell {
  readonly text: string;
  readonly columns: number;
  readonly align: SlipAlign;
}

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const ALIGN: Readonly<Record<SlipAlign, number>> = { left: 0, center: 1, right: 2 };

/** 48 columns on a roll of 80 mm, 32 on one of 58 mm. */
export function writeSlip(columns: number): SlipWriter {
  const parts: Uint8Array[] = [];
  const raw = (...bytes: number[]): void => void parts.push(Uint8Array.from(bytes));
  const say = (text: string): void => {
    parts.push(encodeText(text));
    raw(0x0a);
  };
  const aligned = (align: SlipAlign, lines: readonly string[]): void => {
    if (align !== 'left') raw(ESC, 0x61, ALIGN[align]);
    for (const line of lines) say(line);
    if (align !== 'left') raw(ESC, 0x61, 0);
  };
  const bold = (work: () => void): void => {
    raw(ESC, 0x45, 1);
    work();
    raw(ESC, 0x45, 0);
  };
  raw(ESC, 0x40, FS, 0x26);

  const writer: SlipWriter = {
    columns,
    line(text = '', align = 'left') {
      aligned(align, wrap(text, columns));
      return writer;
    },
    title(text) {
      raw(GS, 0x21, 0x11);
      bold(() => aligned('center', wrap(text, columns >> 1)));
      raw(GS, 0x21, 0);
      return writer;
    },
    strong(text, align = 'left') {
      bold(() => aligned(align, wrap(text, columns)));
      return writer;
    },
    pair(left, right, strong = false) {
      const work = (): void => pairLines(left, right, columns).forEach(say);
      if (strong) bold(work);
      else work();
      return writer;
    },
    row(cells) {
      rowLines(cells).forEach(say);
      return writer;
    },
    rule() {
      say('-'.repeat(columns));
      return writer;
    },
    feed(lines) {
      raw(ESC, 0x64, lines);
      return writer;
    },
    qr(data) {
      parts.push(qrBytes(data));
      return writer;
    },
    drawer() {
      raw(ESC, 0x70, 0, 25, 250);
      return writer;
    },
    cut() {
      raw(ESC, 0x64, 4, GS, 0x56, 66, 0);
      return writer;
    },
    bytes: () => joined(parts),
  };
  return writer;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const padded = (text: string, columns: number, align: SlipAlign): string => {
  const room = Math.max(0, columns - columnsOf(text));
  const before = align === 'right' ? room : align === 'center' ? room >> 1 : 0;
  return ' '.repeat(before) + text + ' '.repeat(room - before);
};

function pairLines(left: string, right: string, columns: number): string[] {
  const [start, end] = [printable(left), printable(right)];
  const room = columns - columnsOf(start) - columnsOf(end);
  if (room >= 1) return [start + ' '.repeat(room) + end];
  return [...wrap(left, columns), ...wrap(right, columns).map((line) => padded(line, columns, 'right'))];
}

function rowLines(cells: readonly SlipCell[]): string[] {
  const wrapped = cells.map((cell) => wrap(cell.text, cell.columns));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, i) => padded(wrapped[i]![line] ?? '', cell.columns, cell.align))
      .join(' ')
      .trimEnd(),
  );
}

/** Model 2, dots of 6, error correction M; the printer draws it (GS ( k, functions 65, 67, 69, 80, 81). */
function qrBytes(data: string): Uint8Array {
  const stored = new TextEncoder().encode(data);
  const length = stored.length + 3;
  return joined([
    Uint8Array.from([ESC, 0x61, 1]),
    Uint8Array.from([GS, 0x28, 0x6b, 4, 0, 49, 65, 50, 0]),
    Uint8Array.from([GS, 0x28, 0x6b, 3, 0, 49, 67, 6]),
    Uint8Array.from([GS, 0x28, 0x6b, 3, 0, 49, 69, 49]),
    Uint8Array.from([GS, 0x28, 0x6b, length & 255, length >> 8, 49, 80, 48]),
    stored,
    Uint8Array.from([GS, 0x28, 0x6b, 3, 0, 49, 81, 48, ESC, 0x61, 0]),
  ]);
}
