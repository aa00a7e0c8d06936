/**
 * Tokens and one-time codes: long and random, so that SHA-256 is enough to keep them by. A token begins with its
 * site's id, so that its row is found by the key of its site.
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from './chain/day.ts';

const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** 256 random bits after the site's id. */
export function newSiteToken(siteId: string): string {
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
export function newOneTimeCode(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    // Bytes from 240 on are drawn again, otherwise the first letters would come up more often.
    for (const byte of randomBytes(24)) if (byte < 240 && letters.length < 16) letters.push(CODE_LETTERS[byte % 30]!);
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

export const oneTimeCodeHash = (code: string): string => sha256(code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
