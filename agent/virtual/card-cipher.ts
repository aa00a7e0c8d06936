/**
 * What a virtual chip computes by itself, block by block; the counter's side (agent/card/security.ts) is another piece
 * of code. SIMULATOR: the keys open nothing real.
 */
import { createCipheriv, timingSafeEqual } from 'node:crypto';

/** Two-key triple DES, a block at a time; with the left half twice it is single DES. */
function blockCipher(left: Uint8Array, right: Uint8Array): (block: Uint8Array) => Buffer {
  const cipher = createCipheriv('des-ede', Buffer.concat([left, right]), null);
  cipher.setAutoPadding(false);
  return (block) => cipher.update(block);
}

export function answerTo(key: Uint8Array, challenge: Uint8Array): Uint8Array {
  return blockCipher(key.subarray(0, 8), key.subarray(8, 16))(challenge);
}

export function macOver(key: Uint8Array, challenge: Uint8Array, command: Uint8Array): Uint8Array {
  const [left, right] = [key.subarray(0, 8), key.subarray(8, 16)];
  const [single, last] = [blockCipher(left, left), blockCipher(left, right)];
  const text = [...command, 0x80];
  while (text.length % 8 !== 0) text.push(0);
  let chain = [...challenge, 0, 0, 0, 0].slice(0, 8);
  for (let at = 0; at < text.length; at += 8) {
    const mixed = Uint8Array.from(chain, (byte, index) => byte ^ text[at + index]!);
    chain = [...(at + 8 === text.length ? last(mixed) : single(mixed))];
  }
  return Uint8Array.from(chain.slice(0, 4));
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
