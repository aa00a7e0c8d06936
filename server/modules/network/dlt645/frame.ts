/**
 * Frames of DL/T 645-2007: FE… 68 A0…A5 68 C L DATA CS 16. On the wire the address goes low byte first and each byte of
 * DATA has 33H added; in a `Frame` both are undone. A frame is delivered only when both 68, L, the checksum and the 16
 * agree. The length is never trusted alone: bytes that do not make a frame are passed over up to the next 68, and a
 * whole frame behind an unfinished one is found. What waits for its end is never longer than one frame.
 */

export interface Frame {
  /**
   * 12 hex digits in small letters, most significant first, as printed on the meter. What came from a line need not be
   * decimal digits: real meters with such addresses exist.
   */
  readonly address: string;
  /** D7 from the meter, D6 error, D5 more data follow, D4 to D0 the function. */
  readonly control: number;
  /** Without the 33H of the wire. */
  readonly data: Uint8Array;
}

/** The answer of "any meter"; safe only with one meter on the line. */
export const ANY_METER = 'aaaaaaaaaaaa';
/** Everyone listens, nobody answers. */
export const EVERY_METER = '999999999999';
/** 200 bytes when reading, by the book; 50 when writing is the meter's own limit. */
export const MAX_DATA = 200;

const START = 0x68;
const END = 0x16;
const PREAMBLE = 0xfe;
const ADDRESS_BYTES = 6;
const HEAD = 10;
const AROUND = HEAD + 2;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const HALF_BYTE = new Int8Array(128).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  HALF_BYTE[digit.charCodeAt(0)] = value;
  HALF_BYTE[digit.toUpperCase().charCodeAt(0)] = value;
}

function halfByteAt(text: string, position: number): number {
  const code = text.charCodeAt(position);
  const value = code < 128 ? HALF_BYTE[code]! : -1;
  if (value < 0) throw new RangeError(`not an address: ${text}`);
  return value;
}

/** 12 decimal digits: what a clerk may enter as a meter's address. */
export const isMeterAddress = (text: string): boolean => /^\d{12}$/.test(text);

/** Bytes that `frame` takes on the wire with its preamble of FE. */
export const frameLength = (frame: Frame, preamble = 4): number => preamble + AROUND + frame.data.length;

/**
 * Writes the frame into `target` from `offset` on and returns where it ends. RangeError for an address that is not 12
 * hex digits, data of more than 200 bytes, a control that is no byte, and a target that is too short.
 */
export function writeFrame(frame: Frame, target: Uint8Array, offset = 0, preamble = 4): number {
  const { address, control, data } = frame;
  const size = data.length;
  if (address.length !== 2 * ADDRESS_BYTES) throw new RangeError(`not an address: ${address}`);
  if (size > MAX_DATA) throw new RangeError(`too long for a frame: ${size} bytes of data`);
  if (control < 0 || control > 0xff || !Number.isInteger(control)) throw new RangeError(`not a control: ${control}`);
  if (offset + preamble + AROUND + size > target.length) throw new RangeError('the target is too short for the frame');
  let at = offset;
  for (let i = 0; i < preamble; i += 1) target[at++] = PREAMBLE;
  let sum = START + START + control + size;
  target[at++] = START;
  for (let digit = 2 * ADDRESS_BYTES - 2; digit >= 0; digit -= 2) {
    const byte = (halfByteAt(address, digit) << 4) | halfByteAt(address, digit + 1);
    sum += byte;
    target[at++] = byte;
  }
  target[at++] = START;
  target[at++] = control;
  target[at++] = size;
  for (let i = 0; i < size; i += 1) {
    const byte = (data[i]! + 0x33) & 0xff;
    sum += byte;
    target[at++] = byte;
  }
  target[at++] = sum & 0xff;
  target[at++] = END;
  return at;
}

/** The frame as bytes of its own. RangeError as `writeFrame`. `preamble`: how many FE wake the meter first. */
export function encodeFrame(frame: Frame, preamble = 4): Uint8Array {
  const bytes = new Uint8Array(frameLength(frame, preamble));
  writeFrame(frame, bytes, 0, preamble);
  return bytes;
}

export type NotAFrame = 'no-start' | 'incomplete' | 'length' | 'checksum' | 'no-end' | 'bytes-behind';

/** Why the bytes from `at` (a 68) on are no frame; 0 when they are one. Negative: whole, but wrong. Positive: unfinished. */
function faultAt(bytes: Uint8Array, at: number, end: number): 0 | 1 | -1 | -2 | -3 | -4 {
  const have = end - at;
  if (have > 7 && bytes[at + 7] !== START) return -1;
  if (have > 9 && bytes[at + 9]! > MAX_DATA) return -2;
  if (have < AROUND) return 1;
  const size = bytes[at + 9]!;
  if (have < AROUND + size) return 1;
  const last = at + HEAD + size;
  if (bytes[last + 1] !== END) return -4;
  let sum = 0;
  for (let i = at; i < last; i += 1) sum += bytes[i]!;
  return (sum & 0xff) === bytes[last] ? 0 : -3;
}

function frameAt(bytes: Uint8Array, at: number): Frame {
  const size = bytes[at + 9]!;
  const data = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) data[i] = bytes[at + HEAD + i]! - 0x33;
  const address =
    HEX[bytes[at + 6]!]! +
    HEX[bytes[at + 5]!]! +
    HEX[bytes[at + 4]!]! +
    HEX[bytes[at + 3]!]! +
    HEX[bytes[at + 2]!]! +
    HEX[bytes[at + 1]!]!;
  return { address, control: bytes[at + 8]!, data };
}

const FAULTS = { 1: 'incomplete', [-1]: 'no-start', [-2]: 'length', [-3]: 'checksum', [-4]: 'no-end' } as const;

/** Exactly one frame, FE allowed in front; for records and tests. A line is read with `frameParser`. */
export function decodeFrame(bytes: Uint8Array): Frame | NotAFrame {
  let at = 0;
  while (bytes[at] === PREAMBLE) at += 1;
  if (at === bytes.length) return 'incomplete';
  if (bytes[at] !== START) return 'no-start';
  const fault = faultAt(bytes, at, bytes.length);
  if (fault !== 0) return FAULTS[fault];
  return at + AROUND + bytes[at + 9]! === bytes.length ? frameAt(bytes, at) : 'bytes-behind';
}

export interface FrameParser {
  /** Takes what came from the line, in pieces of any size, and hands out the whole frames in it, in order. */
  push(chunk: Uint8Array): Frame[];
  /** The line has fallen silent (500 ms by the book): nothing unfinished will be finished. Forgets it. */
  silence(): void;
  /** Bytes waiting for the end of their frame; at most 211. */
  readonly waiting: number;
  /** Bytes passed over since the beginning because they belonged to no frame; FE in front of a frame is not counted. */
  readonly passedOver: number;
}

/** One for each line. Never throws, whatever bytes come. */
export function frameParser(): FrameParser {
  let rest: Uint8Array = new Uint8Array(0);
  let passedOver = 0;

  function passOver(bytes: Uint8Array, from: number, to: number): void {
    for (let i = from; i < to; i += 1) if (bytes[i] !== PREAMBLE) passedOver += 1;
  }

  /** From `from` on: the first place where a frame may still be finished, and where a whole one stands behind it. */
  function push(chunk: Uint8Array): Frame[] {
    const found: Frame[] = [];
    let bytes = chunk;
    if (rest.length > 0) {
      bytes = new Uint8Array(rest.length + chunk.length);
      bytes.set(rest);
      bytes.set(chunk, rest.length);
    }
    const end = bytes.length;
    let done = 0;
    let unfinished = -1;
    let at = bytes.indexOf(START);
    while (at !== -1) {
      const fault = faultAt(bytes, at, end);
      if (fault === 0) {
        found.push(frameAt(bytes, at));
        passOver(bytes, done, at);
        done = at + AROUND + bytes[at + 9]!;
        unfinished = -1;
        at = bytes.indexOf(START, done);
      } else {
        if (fault === 1 && unfinished === -1) unfinished = at;
        at = bytes.indexOf(START, at + 1);
      }
    }
    const keep = unfinished === -1 ? end : unfinished;
    passOver(bytes, done, keep);
    rest = bytes.slice(keep);
    return found;
  }

  return {
    push,
    silence() {
      passOver(rest, 0, rest.length);
      rest = new Uint8Array(0);
    },
    get waiting() {
      return rest.length;
    },
    get passedOver() {
      return passedOver;
    },
  };
}
