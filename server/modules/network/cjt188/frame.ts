/**
 * Frames of CJ/T 188: FE… 68 T A0…A6 C L DATA CS 16. The address goes low byte first; nothing is added to the data.
 * Facts from public descriptions, firmware and example frames (README.md); the standard itself was not at hand. There
 * is no second 68, so that a frame is delivered only when meter type, length, checksum and the 16 all fit; whose answer
 * it is, is decided by `answerTo`.
 */
import { decodeOne, type FrameParser, type FrameShape, faultOfEnd, resynchronise } from '../dlt645/resynchronise.ts';

export interface Frame {
  /** 10H to 49H; AA in a request means any. */
  readonly meterType: number;
  /** 14 hex digits, most significant first; the first four are the maker's code. */
  readonly address: string;
  /** D7 from the meter, D6 error, D5 to D0 the function. */
  readonly control: number;
  readonly data: Uint8Array;
}

export const ANY_METER = 'aaaaaaaaaaaaaa';
export const ANY_TYPE = 0xaa;

export const METER_TYPES = {
  coldWater: 0x10,
  hotWater: 0x11,
  drinkingWater: 0x12,
  reclaimedWater: 0x13,
  heat: 0x20,
  cooling: 0x21,
  gas: 0x30,
} as const;

/** 64H when reading, by the descriptions. */
export const MAX_DATA = 100;

const START = 0x68;
const END = 0x16;
const PREAMBLE = 0xfe;
const HEAD = 11;
const AROUND = HEAD + 2;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** 14 decimal digits: what a clerk may enter as a meter's address. */
export const isMeterAddress = (text: string): boolean => /^\d{14}$/.test(text);

const knownType = (type: number): boolean => (type >= 0x10 && type <= 0x49) || type === ANY_TYPE;

/**
 * The frame as bytes, with `preamble` FE in front (2 to 4 by the descriptions). RangeError for an address that is not 14
 * hex digits, a type that is none, a control that is no byte, and data of more than 100 bytes.
 */
export function encodeFrame(frame: Frame, preamble = 4): Uint8Array {
  const { meterType, address, control, data } = frame;
  if (!/^[0-9a-f]{14}$/i.test(address)) throw new RangeError(`not an address: ${address}`);
  if (!knownType(meterType)) throw new RangeError(`not a meter type: ${meterType}`);
  if (data.length > MAX_DATA) throw new RangeError(`too long for a frame: ${data.length} bytes of data`);
  if (control < 0 || control > 0xff || !Number.isInteger(control)) throw new RangeError(`not a control: ${control}`);
  const bytes = new Uint8Array(preamble + AROUND + data.length).fill(PREAMBLE, 0, preamble);
  let at = preamble;
  bytes[at++] = START;
  bytes[at++] = meterType;
  for (let digit = 12; digit >= 0; digit -= 2) bytes[at++] = Number.parseInt(address.slice(digit, digit + 2), 16);
  bytes[at++] = control;
  bytes[at++] = data.length;
  bytes.set(data, at);
  at += data.length;
  let sum = 0;
  for (let i = preamble; i < at; i += 1) sum += bytes[i]!;
  bytes[at++] = sum & 0xff;
  bytes[at] = END;
  return bytes;
}

export type NotAFrame = 'no-start' | 'incomplete' | 'meter-type' | 'length' | 'checksum' | 'no-end' | 'bytes-behind';

/** 0: a frame. 1: not finished yet. Negative: never one. */
function faultAt(bytes: Uint8Array, at: number, end: number): 0 | 1 | -1 | -2 | -3 | -4 {
  const have = end - at;
  if (have > 1 && !knownType(bytes[at + 1]!)) return -1;
  if (have > 10 && bytes[at + 10]! > MAX_DATA) return -2;
  if (have < AROUND) return 1;
  const size = bytes[at + 10]!;
  if (have < AROUND + size) return 1;
  const last = at + HEAD + size;
  return faultOfEnd(bytes, at, last);
}

function frameAt(bytes: Uint8Array, at: number): Frame {
  let address = '';
  for (let i = at + 8; i > at + 1; i -= 1) address += HEX[bytes[i]!]!;
  const data = new Uint8Array(bytes.subarray(at + HEAD, at + HEAD + bytes[at + 10]!));
  return { meterType: bytes[at + 1]!, address, control: bytes[at + 9]!, data };
}

const FAULTS = { 1: 'incomplete', [-1]: 'meter-type', [-2]: 'length', [-3]: 'checksum', [-4]: 'no-end' } as const;

const SHAPE: FrameShape<Frame> = {
  start: START,
  faultAt,
  lengthAt: (bytes, at) => AROUND + bytes[at + 10]!,
  frameAt,
};

/** Exactly one frame, FE allowed in front; for records and tests. A line is read with `frameParser`. */
export const decodeFrame = (bytes: Uint8Array): Frame | NotAFrame => decodeOne(SHAPE, FAULTS, bytes);

/** One for each line. Never throws, whatever bytes come. */
export const frameParser = (): FrameParser<Frame> => resynchronise(SHAPE);
