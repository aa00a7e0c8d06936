/**
 * What the 44 bits between check and subclass mean, by class and subclass of the token (IEC 62055-41). Credit and
 * register tokens carry an identifier and a random nibble; a key change comes in sections without either.
 */
import { decodeAmount, encodeAmount } from './amount.ts';
import type { Block } from './block.ts';

const low = (bits: number): bigint => (1n << BigInt(bits)) - 1n;
const at = (value: number | bigint, bit: number): bigint => BigInt(value) << BigInt(bit);
const cut = (payload: bigint, bit: number, bits: number): number => Number((payload >> BigInt(bit)) & low(bits));

/** Subclasses of class 0. Those of currency exist beside them (4 to 7). */
export const CREDIT_SUBCLASSES = { electricity: 0, water: 1, gas: 2, time: 3 } as const;

/** Class 2 tokens that carry a register value and an identifier. */
export const REGISTER_SUBCLASSES = {
  'max-power': 0,
  'clear-credit': 1,
  'tariff-rate': 2,
  'clear-tamper': 5,
  'phase-unbalance': 6,
  'water-factor': 7,
} as const;
export type RegisterKind = keyof typeof REGISTER_SUBCLASSES;

export interface Dated {
  readonly tokenId: number;
  /** Four bits, different for two tokens that are otherwise alike. */
  readonly random: number;
}

export interface CreditContent extends Dated {
  readonly subClass: number;
  /** As encoded: tenths of a unit, see `amount.ts`. */
  readonly tenths: number;
}

function dated(value: number, { tokenId, random }: Dated): bigint {
  if (value > 0xffff || tokenId > 0xff_ffff || tokenId < 0 || random > 15 || random < 0)
    throw new RangeError('sixteen bits of value, 24 of identifier, four of random');
  return at(value, 0) | at(tokenId, 16) | at(random, 40);
}

export function creditBlock(content: CreditContent): Block {
  return { tokenClass: 0, subClass: content.subClass, payload: dated(encodeAmount(content.tenths), content) };
}

/** @param register sixteen bits: a power as `encodeAmount` writes it (watts), a tariff, a register to clear (FFFF: all) */
export function registerBlock(content: Dated & { readonly subClass: number; readonly register: number }): Block {
  return { tokenClass: 2, subClass: content.subClass, payload: dated(content.register, content) };
}

/**
 * Class 1: asks a meter to test itself or to show something. Not encrypted, so it serves any meter of the standard.
 * Subclass 0: manufacturer of two digits and 36 bits of control; subclass 1: of four digits and 28 bits.
 */
export function testBlock(content: {
  readonly subClass: 0 | 1;
  readonly manufacturer: number;
  readonly control: bigint;
}): Block {
  const width = content.subClass === 0 ? 8 : 16;
  const { manufacturer, control } = content;
  if (manufacturer < 0 || manufacturer > Number(low(width)) || control < 0n || control > low(44 - width))
    throw new RangeError('manufacturer and control fill 44 bits');
  return { tokenClass: 1, subClass: content.subClass, payload: at(manufacturer, 0) | at(control, width) };
}

export interface NewKey {
  /** 8 bytes for EA07, 16 for EA11. */
  readonly key: Uint8Array;
  readonly keyType: number;
  readonly keyRevision: number;
  /** 0 to 255; 255 does not end. */
  readonly keyExpiry: number;
  readonly tariffIndex: number;
  readonly supplyGroup: number;
  /** The meter forgets its identifiers: with a new base date they begin again. */
  readonly rollOver: boolean;
}

const word = (key: Uint8Array, from: number): bigint => {
  let value = 0n;
  for (const byte of key.subarray(from, from + 4)) value = (value << 8n) | BigInt(byte);
  return value;
};

/**
 * The sections of a key change, in the order in which they are typed in: two for a key of 8 bytes, four for one of 16.
 * All are encrypted under the meter's present key. Bit 34 of the first stays 0, as in the standard's own compliance
 * tests: it announces a third section that short keys may have, for the supply group, which is not made here.
 */
export function keyChangeBlocks(to: NewKey): Block[] {
  const { key, keyExpiry } = to;
  if (key.length !== 8 && key.length !== 16) throw new RangeError('a decoder key has 8 or 16 bytes');
  const block = (subClass: number, payload: bigint): Block => ({ tokenClass: 2, subClass, payload });
  const first = block(
    3,
    word(key, 0) | at(to.keyType, 32) | at(to.rollOver ? 1 : 0, 35) | at(to.keyRevision, 36) | at(keyExpiry >> 4, 40),
  );
  const second = block(4, word(key, key.length - 4) | at(to.tariffIndex, 32) | at(keyExpiry & 15, 40));
  if (key.length === 8) return [first, second];
  return [
    first,
    second,
    block(8, word(key, 4) | at(to.supplyGroup & 0xfff, 32)),
    block(9, word(key, 8) | at(to.supplyGroup >> 12, 32)),
  ];
}

export type Content =
  | ({ readonly kind: 'credit' } & CreditContent)
  | ({ readonly kind: 'register'; readonly subClass: number; readonly register: number } & Dated)
  | { readonly kind: 'test'; readonly subClass: 0 | 1; readonly manufacturer: number; readonly control: bigint }
  | { readonly kind: 'key-section'; readonly section: 1 | 2 | 3 | 4; readonly keyPart: bigint; readonly rest: number };

const SECTIONS: Readonly<Record<number, 1 | 2 | 3 | 4>> = { 3: 1, 4: 2, 8: 3, 9: 4 };

/** What a block says; null for a class or subclass that the standard keeps for later. */
export function contentOf({ tokenClass, subClass, payload }: Block): Content | null {
  const identified = { tokenId: cut(payload, 16, 24), random: cut(payload, 40, 4) };
  if (tokenClass === 0)
    return subClass > 7 ? null : { kind: 'credit', subClass, tenths: decodeAmount(cut(payload, 0, 16)), ...identified };
  if (tokenClass === 1) {
    if (subClass > 1) return null;
    const width = subClass === 0 ? 8 : 16;
    return {
      kind: 'test',
      subClass: subClass as 0 | 1,
      manufacturer: cut(payload, 0, width),
      control: payload >> BigInt(width),
    };
  }
  if (tokenClass !== 2) return null;
  const section = SECTIONS[subClass];
  if (section !== undefined)
    return { kind: 'key-section', section, keyPart: payload & low(32), rest: cut(payload, 32, 12) };
  return (Object.values(REGISTER_SUBCLASSES) as number[]).includes(subClass)
    ? { kind: 'register', subClass, register: cut(payload, 0, 16), ...identified }
    : null;
}
