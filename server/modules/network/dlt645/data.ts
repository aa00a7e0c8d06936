/**
 * What meters hold under which identifier (DI3 DI2 DI1 DI0, written as 8 hex digits in capitals), as data, and the way
 * from bytes to integers and back. Sources: tables in public firmware and reading programs; the standard itself was
 * not at hand. An identifier that is not here can still be read; its bytes are handed out as they are.
 */
import type { Text } from '../../../../shared/text.ts';
import {
  bcdAt,
  bcdOf,
  digitsAt,
  hexLowFirst,
  isMeterTime,
  lowFirst,
  type MeterTime,
  timeDigits,
  timeOfDigits,
} from './bytes.ts';
import { DATA_ITEMS } from './data-items.ts';

/** Every value is an integer of its unit. */
export type Unit =
  /** Thousandths of a kWh. The meter shows hundredths: the last digit is always 0. */
  | 'milli'
  | 'fen'
  /** 0.0001 yuan. */
  | 'price'
  | 'deciwatts'
  | 'decivars'
  | 'decivoltamperes'
  | 'milliamperes'
  | 'decivolts'
  | 'centihertz'
  | 'decidegrees'
  /** Of the power factor. */
  | 'thousandths'
  | 'count';

export type Layout =
  /** BCD; `scale` units make one of its last digit. `signed`: the highest bit of the highest byte is the sign. */
  | { readonly as: 'number'; readonly unit: Unit; readonly scale: number; readonly signed: boolean }
  /** Decimal digits, as printed on the meter. */
  | { readonly as: 'digits' }
  /** 16 bits as 4 hex digits. */
  | { readonly as: 'bits' }
  /** YYMMDDWW, read as 'YYYY-MM-DD'; the day of the week is written anew and not read. */
  | { readonly as: 'date' }
  /** hhmmss, read as 'HH:mm:ss'. */
  | { readonly as: 'time' }
  /** YYMMDDhhmm, read as a MeterTime on the full minute. */
  | { readonly as: 'minute' }
  /** Letters, last first, filled with 00. */
  | { readonly as: 'letters' };

export interface DataItem {
  readonly di: string;
  readonly title: Text;
  readonly bytes: number;
  readonly layout: Layout;
}

/** A number in the item's unit, or a text; see Layout. */
export type DataValue = number | string;

export const dataItem = (di: string): DataItem | null => DATA_ITEMS.get(di.toUpperCase()) ?? null;

function readNumber(bytes: Uint8Array, layout: Extract<Layout, { as: 'number' }>): number | null {
  const top = bytes.length - 1;
  const negative = layout.signed && (bytes[top]! & 0x80) !== 0;
  const plain = negative ? Uint8Array.from(bytes, (byte, i) => (i === top ? byte & 0x7f : byte)) : bytes;
  const value = bcdAt(plain, 0, plain.length);
  if (value === null) return null;
  return negative && value !== 0 ? -value * layout.scale : value * layout.scale;
}

function readText(bytes: Uint8Array, layout: Layout): string | null {
  if (layout.as === 'bits') return hexLowFirst(bytes).toUpperCase();
  if (layout.as === 'letters') {
    const letters = [...bytes].reverse().filter((byte) => byte !== 0);
    return letters.every((byte) => byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(...letters).trim() : null;
  }
  const digits = digitsAt(bytes, 0, bytes.length);
  if (digits === null || layout.as === 'digits') return digits;
  if (layout.as === 'date') return timeOfDigits(`${digits.slice(0, 6)}000000`)?.slice(0, 10) ?? null;
  if (layout.as === 'time') return timeOfDigits(`000101${digits}`)?.slice(11) ?? null;
  return timeOfDigits(`${digits}00`);
}

/**
 * The value in the bytes that followed the identifier. Null when it is not there: wrong number of bytes, half bytes
 * above nine (a meter fills what it does not have with FF), an impossible date.
 */
export function readValue(item: DataItem, bytes: Uint8Array): DataValue | null {
  if (bytes.length !== item.bytes) return null;
  return item.layout.as === 'number' ? readNumber(bytes, item.layout) : readText(bytes, item.layout);
}

function numberBytes(item: DataItem, value: number, layout: Extract<Layout, { as: 'number' }>): Uint8Array {
  if (!Number.isSafeInteger(value) || value % layout.scale !== 0) {
    throw new RangeError(`${item.di} cannot hold ${value}: its last digit is worth ${layout.scale}`);
  }
  if (value < 0 && !layout.signed) throw new RangeError(`${item.di} cannot be negative: ${value}`);
  const bytes = bcdOf(Math.abs(value) / layout.scale, item.bytes);
  if (layout.signed) {
    const top = item.bytes - 1;
    if ((bytes[top]! & 0x80) !== 0) throw new RangeError(`${value} does not fit beside the sign of ${item.di}`);
    if (value < 0) bytes[top] = bytes[top]! | 0x80;
  }
  return bytes;
}

function textBytes(item: DataItem, value: string): Uint8Array {
  switch (item.layout.as) {
    case 'date': {
      const weekday = new Date(`${value}T00:00:00.000Z`).getUTCDay();
      return lowFirst(`${timeDigits(`${value}T00:00:00`).slice(0, 6)}0${weekday}`, item.bytes);
    }
    case 'time':
      return lowFirst(timeDigits(`2000-01-01T${value}`).slice(6), item.bytes);
    case 'minute':
      return lowFirst(timeDigits(value).slice(0, 10), item.bytes);
    case 'letters':
      return lowFirst(
        [...value]
          .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
          .join('')
          .padEnd(2 * item.bytes, '0'),
        item.bytes,
      );
    case 'digits':
      if (!/^\d*$/.test(value)) throw new RangeError(`not digits for ${item.di}: ${value}`);
      return lowFirst(value, item.bytes);
    default:
      return lowFirst(value, item.bytes);
  }
}

/** The bytes to write for a value. RangeError when the item cannot hold it. */
export function valueBytes(item: DataItem, value: DataValue): Uint8Array {
  if (item.layout.as === 'number') {
    if (typeof value !== 'number') throw new RangeError(`${item.di} holds a number, not ${value}`);
    return numberBytes(item, value, item.layout);
  }
  if (typeof value !== 'string') throw new RangeError(`${item.di} holds a text, not ${value}`);
  return textBytes(item, value);
}

/** Date (04000101) and time (04000102) of the meter's clock, read one after the other, put together. */
export function clockOf(date: DataValue | null, time: DataValue | null): MeterTime | null {
  const both = `${date}T${time}`;
  return isMeterTime(both) ? both : null;
}

/** Watts of tenths of a watt, half away from zero. */
export function wattsOf(deciwatts: number): number {
  const size = Math.abs(deciwatts) + 5;
  const watts = (size - (size % 10)) / 10;
  return deciwatts < 0 && watts !== 0 ? -watts : watts;
}

export interface BlockMember {
  readonly di: string;
  /** Null where the meter has filled the place with what is no value. */
  readonly value: DataValue | null;
}

const byteHex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

/** Identifier of the `index`-th value of a block, the first being 0; null where `di` is no block that is known. */
function memberDi(di: string, index: number): string | null {
  if (/^00..FF..$/.test(di)) return `${di.slice(0, 4)}${byteHex(index)}${di.slice(6)}`;
  if (/^020[12]FF00$/.test(di)) return `${di.slice(0, 4)}${byteHex(index + 1)}00`;
  if (/^020[3-6]FF00$/.test(di)) return `${di.slice(0, 4)}${byteHex(index)}00`;
  if (/^00....FF$/.test(di)) return `${di.slice(0, 6)}${byteHex(index)}`;
  if (di === '040005FF') return `040005${byteHex(index + 1)}`;
  return null;
}

/**
 * The values of a block: energies by tariff (0001FF00) or by settlement day (000100FF), phases (0201FF00), status words
 * (040005FF). How many there are is told by the number of bytes. Null when `di` is no known block, or the bytes do not
 * fill whole values.
 */
export function readBlock(di: string, bytes: Uint8Array): readonly BlockMember[] | null {
  const members: BlockMember[] = [];
  for (let at = 0; at < bytes.length; ) {
    const member = memberDi(di.toUpperCase(), members.length);
    const item = member === null ? null : dataItem(member);
    if (item === null || at + item.bytes > bytes.length) return null;
    members.push({ di: item.di, value: readValue(item, bytes.subarray(at, at + item.bytes)) });
    at += item.bytes;
  }
  return members.length === 0 ? null : members;
}
