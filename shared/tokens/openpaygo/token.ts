/**
 * OpenPAYGO tokens: what both sides know. A device has a key and a starting code; each further token is the hash of
 * the one before, so token number `count` is reached by hashing so many times. The last figures (the base) carry the
 * value. Standard tokens have nine digits and carry up to 999, extended ones twelve and carry up to 999,999.
 *
 * The parity of the count is part of the meaning: tokens that add have even counts, all others odd ones. Where a keypad
 * has only the keys 1 to 4, the same number is written in 15 or 20 digits of two bits each.
 */
import { sipHash } from './siphash.ts';

export interface PaygoForm {
  readonly extended: boolean;
  /** Only the digits 1 to 4. */
  readonly restricted: boolean;
}

export type PaygoKind = 'add' | 'set' | 'disable' | 'sync';

/** Values of odd tokens that are no credit: the device is unlocked for ever; the device's count is set. */
export const DISABLE_VALUE = 998;
export const SYNC_VALUE = 999;
/** The highest value a standard token gives; 996 and 997 are kept by the scheme. */
export const HIGHEST_VALUE = 995;
const HIGHEST_EXTENDED_VALUE = 999_999;

const SIZES = {
  standard: { digits: 9, bits: 30, values: 1000 },
  extended: { digits: 12, bits: 40, values: 1_000_000 },
} as const;
const sizeOf = ({ extended }: Pick<PaygoForm, 'extended'>) => SIZES[extended ? 'extended' : 'standard'];

/** Whether a token that adds or sets can carry the value: whole, and none of the scheme's own. */
export function carriesValue(form: Pick<PaygoForm, 'extended'>, value: number): boolean {
  if (!Number.isInteger(value) || value < 0) return false;
  return value <= HIGHEST_VALUE || (form.extended && value > SYNC_VALUE && value <= HIGHEST_EXTENDED_VALUE);
}

/** The highest value not above `value` that a token carries. */
export function floorValue(form: Pick<PaygoForm, 'extended'>, value: number): number {
  const whole = Math.floor(Math.max(0, value));
  if (carriesValue(form, whole)) return whole;
  return form.extended && whole > HIGHEST_EXTENDED_VALUE ? HIGHEST_EXTENDED_VALUE : HIGHEST_VALUE;
}

function bigEndian(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** (bytes - 1 - index)) % 256);
}

/** Cuts a hash to the nine figures of a token. */
function standardOf(hash: bigint): number {
  const folded = Number((hash >> 32n) ^ (hash & 0xffff_ffffn));
  const cut = Math.floor(folded / 4);
  return cut > 999_999_999 ? cut - 73_741_825 : cut;
}

function extendedOf(hash: bigint): number {
  const cut = Number(hash >> 24n);
  return cut > 999_999_999_999 ? cut - 99_511_627_777 : cut;
}

/** The token after this one. */
export function nextCode(key: Uint8Array, form: Pick<PaygoForm, 'extended'>, code: number): number {
  if (form.extended) return extendedOf(sipHash(key, Uint8Array.from(bigEndian(code, 8))));
  const bytes = bigEndian(code, 4);
  return standardOf(sipHash(key, Uint8Array.from([...bytes, ...bytes])));
}

export const baseOf = (form: Pick<PaygoForm, 'extended'>, code: number): number => code % sizeOf(form).values;
export const withBase = (form: Pick<PaygoForm, 'extended'>, code: number, base: number): number =>
  code - baseOf(form, code) + base;

/** The starting code of a device that was given none: from its key alone. */
export function startingCodeOf(key: Uint8Array): number {
  return standardOf(sipHash(key, key));
}

/** The next count of the right parity: even for what adds, odd for all else. */
export function nextCount(kind: PaygoKind, count: number): number {
  const next = count + 1;
  return (next % 2 === 0) === (kind === 'add') ? next : next + 1;
}

/** The number as it is typed in. */
export function writeCode(form: PaygoForm, code: number): string {
  const { digits, bits } = sizeOf(form);
  if (!form.restricted) return String(code).padStart(digits, '0');
  return Array.from({ length: bits / 2 }, (_, index) => (Math.floor(code / 4 ** (bits / 2 - 1 - index)) % 4) + 1).join(
    '',
  );
}

/** Null when it is not of the form. */
export function readCode(form: PaygoForm, typed: string): number | null {
  const { digits, bits } = sizeOf(form);
  const length = form.restricted ? bits / 2 : digits;
  if (typed.length !== length || !(form.restricted ? /^[1-4]+$/ : /^\d+$/).test(typed)) return null;
  const code = form.restricted ? [...typed].reduce((sum, digit) => sum * 4 + (Number(digit) - 1), 0) : Number(typed);
  return code < 10 ** digits ? code : null;
}
