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

/** The PIN and authenticator code of everybody in a demo house: six figures that change at every start. */
export function demoPin(token: string): string {
  const number = createHmac('sha256', token).update('pin').digest().readUIntBE(0, 6);
  return String(number % 1_000_000).padStart(6, '0');
}
