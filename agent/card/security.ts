/**
 * Proof and sums for a user card. In a real house both come from a PSAM in the second slot of the reader (psam.ts): it
 * holds the keys and computes SM1, and no key is ever in this program. The simulator below stands in for it in the
 * demo and in tests. It computes PBOC 3DES with keys made from a seed at its start, and opens no real card.
 */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { joinBytes } from '../../shared/card/bytes.ts';

/** Which key: the card's own proof, the meter's right, the right to write, the right to a purchase. */
export const KEY_USES = ['card', 'meter', 'write', 'purchase'] as const;
export type KeyUse = (typeof KEY_USES)[number];

/** Number under which a card knows the key in INTERNAL and EXTERNAL AUTHENTICATE. */
export const KEY_NUMBERS: Readonly<Record<KeyUse, number>> = { card: 1, meter: 2, write: 3, purchase: 4 };

/** The keys of one card, which are made from the house's keys and the card's serial. */
export interface CardKeys {
  /** Eight bytes under the key: what the card must answer, or what it must be answered. */
  cryptogram(use: KeyUse, challenge: Uint8Array): Promise<Uint8Array>;
  /** Four bytes over the command as it is sent, begun with the card's four-byte challenge. */
  mac(use: KeyUse, challenge: Uint8Array, command: Uint8Array): Promise<Uint8Array>;
}

export interface CardSecurity {
  readonly kind: 'psam' | 'simulator';
  /** @throws SecurityRefused when there is no module, or it does not do it */
  forCard(serial: Uint8Array): Promise<CardKeys>;
}

export class SecurityRefused extends Error {
  override readonly name = 'SecurityRefused';
}

export interface SimulatedSecurity extends CardSecurity {
  readonly kind: 'simulator';
  /** The sixteen bytes that a card of this serial is issued with. Only a simulator can tell them. */
  keyOf(serial: Uint8Array, use: KeyUse): Uint8Array;
}

/** SIMULATOR: for demo and test. With the same seed it gives the same keys; without one, new keys at each start. */
export function simulatedSecurity(seed: Uint8Array = randomBytes(16)): SimulatedSecurity {
  const keyOf = (serial: Uint8Array, use: KeyUse): Uint8Array => diversify(masterKey(seed, use), serial);
  return {
    kind: 'simulator',
    keyOf,
    async forCard(serial) {
      const keys = new Map(KEY_USES.map((use) => [use, keyOf(serial, use)] as const));
      return {
        cryptogram: async (use, challenge) => tripleDes(keys.get(use)!, challenge),
        mac: async (use, challenge, command) => pbocMac(keys.get(use)!, challenge, command),
      };
    },
  };
}

function masterKey(seed: Uint8Array, use: KeyUse): Uint8Array {
  return createHash('sha256')
    .update('simulator, not a key of any house')
    .update(use)
    .update(seed)
    .digest()
    .subarray(0, 16);
}

/** Left half from the serial, right half from its complement (PBOC key diversification). */
export function diversify(master: Uint8Array, serial: Uint8Array): Uint8Array {
  const complement = serial.map((byte) => byte ^ 0xff);
  return joinBytes(tripleDes(master, serial), tripleDes(master, complement));
}

const ZERO = new Uint8Array(8);

function encrypt(key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv('des-ede3-cbc', key, iv);
  cipher.setAutoPadding(false);
  return cipher.update(blocks);
}

/** One block of eight bytes under a key of sixteen. */
export function tripleDes(key: Uint8Array, block: Uint8Array): Uint8Array {
  return encrypt(joinBytes(key, key.subarray(0, 8)), ZERO, block);
}

/**
 * First four bytes of ISO 9797-1 MAC algorithm 3 with DES, padding method 2, begun with the challenge and four zeros.
 * The last block alone goes through all three keys.
 */
export function pbocMac(key: Uint8Array, challenge: Uint8Array, message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((message.length >> 3) + 1) << 3);
  padded.set(message);
  padded[message.length] = 0x80;
  const start = joinBytes(challenge, new Uint8Array(8 - challenge.length));
  const left = key.subarray(0, 8);
  // The same key three times is single DES, which is not offered by itself.
  const single = encrypt(joinBytes(left, left, left), start, padded);
  const before = single.length > 8 ? single.subarray(single.length - 16, single.length - 8) : start;
  const last = padded.subarray(padded.length - 8).map((byte, at) => byte ^ before[at]!);
  return tripleDes(key, last).slice(0, 4);
}
