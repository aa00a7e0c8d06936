/**
 * Bytes of a card file to fields and back, by the layout alone. Reading is strict: what is not exactly as the layout
 * says is broken, with the reason, and is never half understood. The frame's sum adds bytes modulo 256, so that two
 * changes that cancel each other out stay unseen; a change of one byte never does.
 */
import type { CardFile } from '../agent/protocol.ts';
import { isAll, toHex } from './bytes.ts';
import type { CardProfile, FieldLayout, Fields, FieldValue, FileVariant } from './layout.ts';

const START = 0x68;
const END = 0x16;
const HEADER = 4;
const AROUND_DATA = 6;

export const BROKEN_WHYS = [
  'length', 'start', 'command', 'length-field', 'end', 'checksum', 'bcd', 'time', 'range', 'code',
] as const; // biome-ignore format: a closed list
export type BrokenWhy = (typeof BROKEN_WHYS)[number];

export interface Broken {
  readonly why: BrokenWhy;
  /** The field, where one is at fault. */
  readonly field?: string;
}

export type DecodedFile =
  | { readonly kind: 'fields'; readonly variant: string; readonly fields: Fields }
  /** All zero or all FF: never written, or cleared. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly reason: Broken };

const broken = (why: BrokenWhy, field?: string): DecodedFile => ({
  kind: 'broken',
  reason: field === undefined ? { why } : { why, field },
});

/** The form a file of this length has, or undefined when the layout knows none. */
export function variantOf(profile: CardProfile, file: CardFile, length: number): FileVariant | undefined {
  return profile.files[file].variants.find((variant) => variant.length === length);
}

export function decodeFile(profile: CardProfile, file: CardFile, bytes: Uint8Array): DecodedFile {
  const variant = variantOf(profile, file, bytes.length);
  if (variant === undefined) return broken('length');
  // A wallet has no frame; all zero there is an amount of nothing at count zero.
  if (isAll(bytes, 0xff) || (variant.frame !== null && isAll(bytes, 0))) return { kind: 'empty' };
  const why = frameFault(variant, bytes);
  if (why !== null) return broken(why);
  const fields: Record<string, FieldValue> = {};
  for (const field of variant.fields) {
    const value = readField(field, bytes);
    if (typeof value === 'object' && 'why' in value) return broken(value.why, field.name);
    fields[field.name] = value;
  }
  return { kind: 'fields', variant: variant.name, fields };
}

function frameFault({ frame }: FileVariant, bytes: Uint8Array): BrokenWhy | null {
  if (frame === null) return null;
  const last = bytes.length - 1;
  if (bytes[0] !== START) return 'start';
  if (bytes[1] !== frame.command) return 'command';
  if (((bytes[2]! << 8) | bytes[3]!) !== bytes.length - AROUND_DATA) return 'length-field';
  if (bytes[last] !== END) return 'end';
  return bytes[last - 1] === sumOf(bytes) ? null : 'checksum';
}

/** Modulo 256, from the command byte to the last byte of data: the leading 68 is not in it. */
function sumOf(frame: Uint8Array): number {
  let sum = 0;
  for (let at = 1; at < frame.length - 2; at++) sum = (sum + frame[at]!) & 0xff;
  return sum;
}

interface Fault {
  readonly why: BrokenWhy;
}

function readField(field: FieldLayout, bytes: Uint8Array): FieldValue | Fault {
  if (field.repeat === undefined) return readOne(field, bytes.subarray(field.at, field.at + field.length));
  const values: (number | string)[] = [];
  for (let index = 0; index < field.repeat; index++) {
    const at = field.at + index * field.length;
    const value = readOne(field, bytes.subarray(at, at + field.length));
    if (typeof value === 'object') return value;
    values.push(value);
  }
  return values as readonly number[] | readonly string[];
}

function readOne({ kind, max }: FieldLayout, bytes: Uint8Array): number | string | Fault {
  if (kind === 'raw') return toHex(bytes);
  const base = kind === 'binary' || kind === 'flags' ? 256 : 100;
  let value = 0;
  for (const byte of bytes) {
    if (base === 100 && !isTwoDigits(byte)) return { why: 'bcd' };
    value = value * base + (base === 100 ? (byte >> 4) * 10 + (byte & 0x0f) : byte);
  }
  if (kind === 'digits') return toHex(bytes);
  if (kind === 'time') return isTime(toHex(bytes)) ? toHex(bytes) : { why: 'time' };
  return max !== undefined && value > max ? { why: 'range' } : value;
}

const isTwoDigits = (byte: number): boolean => byte >> 4 <= 9 && (byte & 0x0f) <= 9;

/** YYMMDDhhmm, or ten equal digits 0 or 9 for "no time". Years are 2000 to 2099. */
export function isTime(digits: string): boolean {
  if (/^(0{10}|9{10})$/.test(digits)) return true;
  const match = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59) return false;
  return day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
}

/**
 * The bytes of a file. Every field of the form must be given.
 *
 * @throws RangeError for a field that is missing or does not fit: such a value must have been refused before
 */
export function encodeFile(profile: CardProfile, file: CardFile, fields: Fields, form?: string): Uint8Array {
  const { variants } = profile.files[file];
  const variant = form === undefined ? variants[0] : variants.find((one) => one.name === form);
  if (variant === undefined) throw new RangeError(`${profile.id}: ${file} has no form ${form}`);
  const bytes = new Uint8Array(variant.length);
  for (const field of variant.fields) writeField(field, fields[field.name], bytes);
  if (variant.frame !== null) {
    const data = variant.length - AROUND_DATA;
    bytes.set([START, variant.frame.command, data >> 8, data & 0xff]);
    bytes.set([sumOf(bytes), END], HEADER + data);
  }
  return bytes;
}

/** A file as it is when nothing was written to it: all zero. */
export function emptyFile(profile: CardProfile, file: CardFile, form?: string): Uint8Array {
  const { variants } = profile.files[file];
  return new Uint8Array((variants.find((one) => one.name === form) ?? variants[0]).length);
}

function writeField(field: FieldLayout, value: FieldValue | undefined, bytes: Uint8Array): void {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length !== (field.repeat ?? 1)) throw misfit(field);
  values.forEach((one, index) => {
    writeOne(field, one, bytes.subarray(field.at + index * field.length, field.at + (index + 1) * field.length));
  });
}

function writeOne(field: FieldLayout, value: unknown, target: Uint8Array): void {
  const text = hexOf(field, value);
  if (text === null || text.length !== field.length * 2) throw misfit(field);
  for (let at = 0; at < target.length; at++) target[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
}

function hexOf({ kind, length, max }: FieldLayout, value: unknown): string | null {
  if (kind === 'binary' || kind === 'flags' || kind === 'bcd') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return null;
    if (max !== undefined && value > max) return null;
    return value.toString(kind === 'bcd' ? 10 : 16).padStart(length * 2, '0');
  }
  if (typeof value !== 'string') return null;
  if (kind === 'raw') return /^[0-9a-f]*$/i.test(value) ? value : null;
  if (!/^\d+$/.test(value) || (kind === 'time' && !isTime(value))) return null;
  return value;
}

const misfit = (field: FieldLayout): RangeError => new RangeError(`card field ${field.name}: the value does not fit`);
