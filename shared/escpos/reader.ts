/**
 * Reads what a slip printer would print. Strict: an unknown command, a byte that is no character of GBK, or a line wider
 * than the paper throws, so that a test sees exactly what would be on paper.
 */
import iconv from 'iconv-lite';

export interface PrintedSlip {
  /** Line by line, aligned as on paper; a code is `[QR …]`, a cut is `[cut]`. */
  readonly text: string;
  readonly cuts: number;
  /** Times the drawer was opened. */
  readonly drawer: number;
  readonly codes: readonly string[];
}

interface Style {
  align: number;
  width: number;
  chinese: boolean;
}

interface Reading {
  readonly bytes: Uint8Array;
  readonly columns: number;
  readonly lines: string[];
  readonly codes: string[];
  style: Style;
  line: string;
  /** Columns used of the line. */
  used: number;
  cuts: number;
  drawer: number;
  stored: string;
}

const fresh = (): Style => ({ align: 0, width: 1, chinese: true });

/** @param columns of the paper: 48 on 80 mm, 32 on 58 mm */
export function readSlip(bytes: Uint8Array, columns: number): PrintedSlip {
  const reading: Reading = {
    bytes,
    columns,
    lines: [],
    codes: [],
    style: fresh(),
    line: '',
    used: 0,
    cuts: 0,
    drawer: 0,
    stored: '',
  };
  for (let at = 0; at < bytes.length; ) at += step(reading, at);
  if (reading.line !== '') feed(reading);
  const { lines, cuts, drawer, codes } = reading;
  return { text: lines.join('\n'), cuts, drawer, codes };
}

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** Reads one character or command; answers how many bytes it took. */
function step(reading: Reading, at: number): number {
  const byte = reading.bytes[at]!;
  if (byte === 0x0a) {
    feed(reading);
    return 1;
  }
  if (byte === 0x1b || byte === 0x1c || byte === 0x1d) return command(reading, at);
  // DLE EOT n asks for a status and leaves nothing on paper.
  if (byte === 0x10 && reading.bytes[at + 1] === 0x04) return 3;
  if (byte < 0x20 || byte === 0x7f) throw new Error(`control byte ${hex(byte)} at ${at}`);
  if (byte < 0x80) {
    put(reading, String.fromCharCode(byte), 1);
    return 1;
  }
  const pair = reading.bytes.subarray(at, at + 2);
  const char = iconv.decode(pair, 'gb18030');
  if (!reading.style.chinese) throw new Error(`Chinese at ${at} while double-byte characters are off`);
  if (pair.length < 2 || [...char].length !== 1 || char === '\ufffd')
    throw new Error(`no character of GBK at ${at}: ${hex(byte)}`);
  put(reading, char, 2);
  return 2;
}

function put(reading: Reading, char: string, columns: number): void {
  reading.line += char;
  reading.used += columns * reading.style.width;
  if (reading.used > reading.columns)
    throw new Error(`wider than the paper by ${reading.used - reading.columns} columns: ${reading.line}`);
}

function feed(reading: Reading): void {
  reading.lines.push(placed(reading, reading.line, reading.used));
  reading.line = '';
  reading.used = 0;
}

function placed({ style, columns }: Reading, text: string, used: number): string {
  const room = Math.max(0, columns - used);
  const before = style.align === 1 ? room >> 1 : style.align === 2 ? room : 0;
  return (' '.repeat(before) + text).trimEnd();
}

/** Command → bytes it takes with its parameters. */
const LENGTHS: Readonly<Record<string, number>> = {
  '1b40': 2,
  '1b45': 3,
  '1b61': 3,
  '1b64': 3,
  '1b70': 5,
  '1c26': 2,
  '1c2e': 2,
  '1d21': 3,
  '1d72': 3,
};

function act(reading: Reading, name: string, value: number): void {
  switch (name) {
    case '1b40':
      reading.style = fresh();
      return;
    case '1b61':
      reading.style.align = value;
      return;
    case '1b64':
      for (let i = 0; i < value; i += 1) feed(reading);
      return;
    case '1b70':
      reading.drawer += 1;
      return;
    case '1c26':
    case '1c2e':
      reading.style.chinese = name === '1c26';
      return;
    case '1d21':
      reading.style.width = (value >> 4) + 1;
  }
}

function command(reading: Reading, at: number): number {
  const { bytes } = reading;
  const name = hex(bytes[at]!) + hex(bytes[at + 1] ?? 0);
  if (name === '1d56') {
    if (reading.line !== '') feed(reading);
    reading.cuts += 1;
    reading.lines.push('[cut]');
    return (bytes[at + 2] ?? 0) >= 65 ? 4 : 3;
  }
  if (name === '1d28' && bytes[at + 2] === 0x6b) return code(reading, at);
  const length = LENGTHS[name];
  if (length === undefined) throw new Error(`unknown command ${name} at ${at}`);
  if (at + length > bytes.length) throw new Error(`command ${name} at ${at} is cut off`);
  act(reading, name, bytes[at + 2] ?? 0);
  return length;
}

function code(reading: Reading, at: number): number {
  const { bytes, codes } = reading;
  const length = bytes[at + 3]! | (bytes[at + 4]! << 8);
  const end = at + 5 + length;
  if (end > bytes.length) throw new Error(`the code at ${at} is cut off`);
  if (bytes[at + 6] === 80)
    reading.stored = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 8, end));
  if (bytes[at + 6] === 81) {
    codes.push(reading.stored);
    reading.lines.push(`[QR ${reading.stored}]`);
  }
  return end - at;
}
