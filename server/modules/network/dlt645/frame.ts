/**
 * Frames of DL/T 645-2007: FE… 68 A0…A5 68 C L DATA CS 16. On the wire the address goes low byte first and each byte of
 * DATA has 33H added; in a `Frame` both are undone. A frame is delivered only when both 68, L, the checksum and the 16
 * agree; a length is never trusted alone.
 */
import { decodeOne, type FrameParser, type FrameShape, faultOfEnd, resynchronise } from './resynchronise.ts';

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

/** Any meter; safe only with one meter on the line. */
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

/** Why the bytes from `at` (a 68) on are no frame: 0 they are one, 1 not finished yet, negative never one. */
function faultAt(bytes: Uint8Array, at: number, end: number): 0 | 1 | -1 | -2 | -3 | -4 {
  const have = end - at;
  if (have > 7 && bytes[at + 7] !== START) return -1;
  if (have > 9 && bytes[at + 9]! > MAX_DATA) return -2;
  if (have < AROUND) return 1;
  const size = bytes[at + 9]!;
  if (have < AROUND + size) return 1;
  const last = at + HEAD + size;
  return faultOfEnd(bytes, at, last);
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

const SHAPE: FrameShape<Frame> = {
  start: START,
  faultAt,
  lengthAt: (bytes, at) => AROUND + bytes[at + 9]!,
  frameAt,
};

/** Exactly one frame, FE allowed in front; for records and tests. A line is read with `frameParser`. */
export const decodeFrame = (bytes: Uint8Array): Frame | NotAFrame => decodeOne(SHAPE, FAULTS, bytes);

/** One for each line. Never throws, whatever bytes come. */
export const frameParser = (): FrameParser<Frame> => resynchronise(SHAPE);
