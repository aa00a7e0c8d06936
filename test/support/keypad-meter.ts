/**
 * A keypad meter of STS as it hangs in a room: it has its own decoder key, takes digits and says what it did with them.
 * Written from the standard's description without the product's codec: only the cipher is shared, which both sides hold
 * against the vectors of RFC 2994.
 */
import { mistyDecrypt } from '../../server/modules/tokens/sts/misty1.ts';

export type Entered =
  | { readonly accepted: 'credit'; readonly tenths: number }
  | { readonly accepted: 'key-section'; readonly complete: boolean }
  | { readonly accepted: 'register'; readonly subClass: number; readonly register: number }
  | { readonly accepted: 'test' }
  | { readonly rejected: 'not-a-token' | 'used' | 'old' };

export interface KeypadMeter {
  enter(digits: string): Entered;
  /** Tenths of a unit taken so far. */
  readonly tenths: number;
}

const REMEMBERED = 50;
const bitsOf = (value: number, width: number): string => value.toString(2).padStart(width, '0');

/** 66 characters of 0 and 1, highest first. */
function bitsOfDigits(digits: string): string | null {
  if (!/^[0-9]{20}$/.test(digits)) return null;
  const bits = BigInt(digits).toString(2);
  return bits.length > 66 ? null : bits.padStart(66, '0');
}

/** The class out of its two places, and what was moved away back into them. */
function unfold(bits: string): { readonly tokenClass: number; readonly block: string } {
  const place = 66 - 1 - 28;
  const moved = bits.slice(0, 2);
  const tokenClass = Number.parseInt(bits.slice(place, place + 2), 2);
  return { tokenClass, block: bits.slice(2, place) + moved + bits.slice(place + 2) };
}

const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let step = 0; step < 8; step += 1) value = value % 2 === 1 ? ((value - 1) / 2) ^ 0xa001 : value / 2;
  return value;
});

function isWhole(block: string, tokenClass: number): boolean {
  const covered = (bitsOf(tokenClass, 8) + block.slice(0, 48)).match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2));
  const crc = covered.reduce((sum, byte) => CRC_TABLE[(sum ^ byte) & 0xff]! ^ (sum >> 8), 0xffff);
  const swapped = bitsOf(crc, 16).slice(8) + bitsOf(crc, 16).slice(0, 8);
  return swapped === block.slice(48);
}

function tenthsOf(field: string): number {
  const exponent = Number.parseInt(field.slice(0, 2), 2);
  let tenths = Number.parseInt(field.slice(2), 2) * 10 ** exponent;
  for (let lower = 0; lower < exponent; lower += 1) tenths += 2 ** 14 * 10 ** lower;
  return tenths;
}

export function keypadMeter(decoderKey: Uint8Array): KeypadMeter {
  let key = Uint8Array.from(decoderKey);
  let tenths = 0;
  let seen: number[] = [];
  const sections = new Map<number, string>();
  const number = (bits: string): number => Number.parseInt(bits, 2);

  function takeIdentifier(block: string): 'used' | 'old' | null {
    const tokenId = number(block.slice(8, 32));
    if (seen.includes(tokenId)) return 'used';
    if (seen.length >= REMEMBERED && tokenId < Math.min(...seen)) return 'old';
    seen = [...seen, tokenId].sort((a, b) => b - a).slice(0, REMEMBERED);
    return null;
  }

  /** All four sections, of one key, in any order; then the meter has the new key. */
  function takeSection(subClass: number, block: string): Entered {
    sections.set(subClass, block);
    if (![3, 4, 8, 9].every((one) => sections.has(one))) return { accepted: 'key-section', complete: false };
    const words = [3, 8, 9, 4].map((one) => sections.get(one)!.slice(16, 48));
    key = Uint8Array.from(
      words
        .join('')
        .match(/.{8}/g)!
        .map((byte) => number(byte)),
    );
    // The roll-over bit lies above the third-section bit, below the revision.
    if (sections.get(3)!.slice(12, 13) === '1') seen = [];
    sections.clear();
    return { accepted: 'key-section', complete: true };
  }

  return {
    get tenths() {
      return tenths;
    },
    enter(digits) {
      const bits = bitsOfDigits(digits);
      if (bits === null) return { rejected: 'not-a-token' };
      const { tokenClass, block: sealed } = unfold(bits);
      const block =
        tokenClass === 1
          ? sealed
          : mistyDecrypt(key, BigInt(`0b${sealed}`))
              .toString(2)
              .padStart(64, '0');
      if (!isWhole(block, tokenClass)) return { rejected: 'not-a-token' };
      const subClass = number(block.slice(0, 4));
      if (tokenClass === 1) return { accepted: 'test' };
      if (tokenClass === 2 && [3, 4, 8, 9].includes(subClass)) return takeSection(subClass, block);
      const wrong = takeIdentifier(block);
      if (wrong !== null) return { rejected: wrong };
      const field = block.slice(32, 48);
      if (tokenClass === 2) return { accepted: 'register', subClass, register: number(field) };
      const taken = tenthsOf(field);
      tenths += taken;
      return { accepted: 'credit', tenths: taken };
    },
  };
}
