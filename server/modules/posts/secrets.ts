/**
 * Hashing of what people type, and making of what they are given. Passwords and PINs are kept as argon2id with the
 * parameters of the OWASP password storage cheat sheet (19 MiB, two passes, one lane); tokens and one-time codes are
 * long and random, so that SHA-256 is enough for them.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { sha256 } from '../../platform/chain/day.ts';

/** 2 is argon2id; the package declares its names as a const enum, which cannot be imported here. */
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashSecret = (secret: string): Promise<string> => hash(secret.normalize('NFC'), ARGON);

let nobodys: Promise<string> | undefined;

/** Takes as long for somebody who is not there (`stored` null) as for somebody with another secret. */
export async function verifySecret(stored: string | null, secret: string): Promise<boolean> {
  nobodys ??= hashSecret(randomBytes(24).toString('base64url'));
  const right = await verify(stored ?? (await nobodys), secret.normalize('NFC'));
  return right && stored !== null;
}

export { sha256 };

export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a), 'hex'), Buffer.from(sha256(b), 'hex'));
}

const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** 256 random bits after the site's id, so that a session is found by the key of its site. */
export function newSessionToken(siteId: string): string {
  const site = Buffer.from(siteId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${site}.${randomBytes(32).toString('base64url')}`;
}

/** The site a token belongs to; null for what is no token of ours. */
export function siteOfToken(token: string): string | null {
  const match = TOKEN.exec(token);
  if (match === null) return null;
  const hex = Buffer.from(match[1]!, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// No 0 O 1 I L U: what is read aloud or copied by hand must not be mistaken.
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Four groups of four out of thirty letters: 78 bits. */
export function newClaimCode(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    // Bytes from 240 on are drawn again, otherwise the first letters would come up more often.
    for (const byte of randomBytes(24)) if (byte < 240 && letters.length < 16) letters.push(CODE_LETTERS[byte % 30]!);
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

export const claimCodeHash = (code: string): string => sha256(code.toUpperCase().replace(/[^0-9A-Z]/g, ''));

/** The PIN and authenticator code of everybody in a demo house: six figures that change at every start. */
export function demoPin(token: string): string {
  const number = createHmac('sha256', token).update('pin').digest().readUIntBE(0, 6);
  return String(number % 1_000_000).padStart(6, '0');
}
