/**
 * The terminal's own key: Ed25519, made on this machine and never leaving it. The server knows its public half only.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TerminalKey {
  /** DER SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  /** Signature of the text in UTF-8, base64. */
  sign(text: string): string;
}

/** Only its owner looks into it. */
export function makeAgentFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** The key of this folder; it is made when there is none. */
export function openKey(folder: string): TerminalKey {
  const path = join(folder, 'terminal.key');
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return keyOf(createPrivateKey(readFileSync(path)));
}

function keyOf(key: KeyObject): TerminalKey {
  return {
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  };
}
