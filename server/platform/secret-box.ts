/**
 * Seals small secrets that must be readable again (authenticator secrets, tokens of providers) with AES-256-GCM
 * under a key that lies in a file beside the database, never in it: who has only the database, or only a copy of it,
 * reads nothing. Losing the file means that everybody enrols anew; keep a copy of it apart from the database's.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';

export interface SecretBox {
  seal(plain: string): string;
  /** Throws when the text was not sealed with this key, or was changed. */
  open(sealed: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'v1.';

/** @param key 32 random bytes */
export function secretBoxOf(key: Buffer): SecretBox {
  if (key.length !== KEY_BYTES) throw new RangeError(`a secret key has ${KEY_BYTES} bytes, not ${key.length}`);
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return FORMAT + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      if (!sealed.startsWith(FORMAT)) throw new Error('not a sealed secret of a known format');
      const bytes = Buffer.from(sealed.slice(FORMAT.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    },
  };
}

/** The house's box. Makes the key at the first start; refuses a key file that others may read. */
export function openSecretBox(path: string): SecretBox {
  try {
    // 'wx': of two starters only one makes the key, the other reads it.
    writeFileSync(path, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new Error(`${path} can be read by other accounts of this machine: chmod 600 it`);
  return secretBoxOf(readFileSync(path));
}
