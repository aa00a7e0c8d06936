/**
 * The 64 bits of a token of IEC 62055-41 before encryption, and the 20 digits after it. Bit 0 is the lowest:
 *
 *   CRC (0–15) | payload (16–59) | subclass (60–63)
 *
 * The payload of a credit token is amount (16–31), identifier (32–55), random (56–59); of a key change section, of a
 * test token and of the others what `payload.ts` says. The two bits of the class are not in the block: they take the
 * place of bits 28 and 27 of the (encrypted) block, which move to 65 and 64; the 66 bits are written in decimal.
 */

const low = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

export type TokenClass = 0 | 1 | 2 | 3;

export interface Block {
  readonly tokenClass: TokenClass;
  readonly subClass: number;
  /** 44 bits. */
  readonly payload: bigint;
}

const PAYLOAD_BITS = 44;
const DIGITS = 20;
const LAST_66 = low(66);

/** CRC-16, reflected polynomial A001, begun with FFFF. */
export function crc16(bytes: Iterable<number>): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** Over payload, subclass and class as seven bytes, highest first; its own two bytes are swapped into the block. */
function checkOf({ payload, subClass, tokenClass }: Block): bigint {
  const checked = payload | (BigInt(subClass) << 44n) | (BigInt(tokenClass) << 48n);
  const bytes = Array.from({ length: 7 }, (_, index) => Number((checked >> BigInt(8 * (6 - index))) & 0xffn));
  const crc = crc16(bytes);
  return BigInt(((crc & 0xff) << 8) | (crc >>> 8));
}

export function packBlock(block: Block): bigint {
  const { payload, subClass } = block;
  if (payload < 0n || payload > low(PAYLOAD_BITS) || subClass < 0 || subClass > 15)
    throw new RangeError('a block holds 44 bits and a subclass of 4');
  return checkOf(block) | (payload << 16n) | (BigInt(subClass) << 60n);
}

/** Null when the check does not hold: another key, or not a token. */
export function unpackBlock(tokenClass: TokenClass, packed: bigint): Block | null {
  const block = { tokenClass, subClass: Number(packed >> 60n), payload: (packed >> 16n) & low(PAYLOAD_BITS) };
  return checkOf(block) === (packed & 0xffffn) ? block : null;
}

/** @param block as it goes into the token: encrypted for the classes 0 and 2, plain for class 1 */
export function toDigits(tokenClass: TokenClass, block: bigint): string {
  const moved = (block >> 27n) & 3n;
  const number = (moved << 64n) | (block & ~(3n << 27n)) | (BigInt(tokenClass) << 27n);
  return number.toString(10).padStart(DIGITS, '0');
}

/** Null when it is not 20 digits, or more than 66 bits. */
export function fromDigits(digits: string): { readonly tokenClass: TokenClass; readonly block: bigint } | null {
  if (!/^\d{20}$/.test(digits)) return null;
  const number = BigInt(digits);
  if (number > LAST_66) return null;
  const tokenClass = Number((number >> 27n) & 3n) as TokenClass;
  const block = (number & low(64) & ~(3n << 27n)) | ((number >> 64n) << 27n);
  return { tokenClass, block };
}
