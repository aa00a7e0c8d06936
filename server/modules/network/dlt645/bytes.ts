/**
 * Numbers, digits and times as DL/T 645 lays them down: low byte first, BCD or binary. Reading is strict: a half byte
 * above nine or an impossible date gives null, never a guess. Writing what does not fit is a bug (RangeError).
 */

const BYTE_DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes in the order given, as hex in small letters. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += BYTE_DIGITS[byte]!;
  return text;
}

/** Bytes in the order given. RangeError for what is not pairs of hex digits. */
export function bytesOfHex(hex: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new RangeError(`not hex: ${hex}`);
  const bytes = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** `size` bytes from `from` on, last byte first, as hex: how the protocol's digits are printed. */
export function hexLowFirst(bytes: Uint8Array, from = 0, size = bytes.length - from): string {
  let text = '';
  for (let i = from + size - 1; i >= from; i -= 1) text += BYTE_DIGITS[bytes[i]!]!;
  return text;
}

/** The hex digits as printed, laid down low byte first. RangeError unless they are exactly `size` bytes. */
export function lowFirst(hex: string, size: number): Uint8Array {
  if (hex.length !== 2 * size) throw new RangeError(`not ${size} bytes: ${hex}`);
  return bytesOfHex(hex).reverse();
}

/** Hex in the order of the wire, as MACs are given. RangeError unless it is exactly `size` bytes. */
export function inOrder(hex: string, size: number): Uint8Array {
  if (hex.length !== 2 * size) throw new RangeError(`not ${size} bytes: ${hex}`);
  return bytesOfHex(hex);
}

/** Decimal digits as printed; null when a half byte is above 9. */
export function digitsAt(bytes: Uint8Array, from: number, size: number): string | null {
  if (from + size > bytes.length) return null;
  const text = hexLowFirst(bytes, from, size);
  return /^\d*$/.test(text) ? text : null;
}

/** Unsigned BCD of at most 7 bytes, low byte first; null when a half byte is above 9 or bytes are missing. */
export function bcdAt(bytes: Uint8Array, from: number, size: number): number | null {
  if (from + size > bytes.length) return null;
  let value = 0;
  for (let i = from + size - 1; i >= from; i -= 1) {
    const high = bytes[i]! >> 4;
    const low = bytes[i]! & 0x0f;
    if (high > 9 || low > 9) return null;
    value = value * 100 + high * 10 + low;
  }
  return value;
}

/** RangeError for a number that is negative, no integer, or has more digits than fit. */
export function bcdOf(value: number, size: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a number for BCD: ${value}`);
  const digits = String(value);
  if (digits.length > 2 * size) throw new RangeError(`${value} does not fit into ${size} bytes of BCD`);
  return lowFirst(digits.padStart(2 * size, '0'), size);
}

/** Unsigned binary of at most 6 bytes, low byte first; null when bytes are missing. */
export function binaryAt(bytes: Uint8Array, from: number, size: number): number | null {
  if (from + size > bytes.length) return null;
  let value = 0;
  for (let i = from + size - 1; i >= from; i -= 1) value = value * 256 + bytes[i]!;
  return value;
}

/** RangeError for a number that is negative, no integer, or does not fit into `size` bytes. */
export function binaryOf(value: number, size: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an unsigned number: ${value}`);
  const hex = value.toString(16);
  if (hex.length > 2 * size) throw new RangeError(`${value} does not fit into ${size} bytes`);
  return lowFirst(hex.padStart(2 * size, '0'), size);
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * What a meter's clock shows: 'YYYY-MM-DDTHH:mm:ss', in the zone the meter was set to (the site's), without naming it.
 * The century is 20.
 */
export type MeterTime = string;

const METER_TIME = /^20(\d\d)-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;

export function isMeterTime(text: string): boolean {
  if (!METER_TIME.test(text)) return false;
  // Some engines read 30 February as 2 March: only what comes back unchanged is a date.
  const ms = Date.parse(`${text}.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** 'YYMMDDhhmmss'. RangeError for what is no time of the years 2000 to 2099. */
export function timeDigits(time: MeterTime): string {
  if (!isMeterTime(time)) throw new RangeError(`not a time for a meter: ${time}`);
  return time.slice(2).replaceAll(/[-T:]/g, '');
}

/** From 'YYMMDDhhmmss'; null when it is no date or time. */
export function timeOfDigits(digits: string): MeterTime | null {
  const [year, month, day, hour, minute, second] = digits.match(/\d\d/g) ?? [];
  const time = `20${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return isMeterTime(time) ? time : null;
}
