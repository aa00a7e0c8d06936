/**
 * Who dials in: the agent signs the server's fresh nonce with its terminal's key. Whatever is wrong, the agent is told
 * the same, and the security log what it was.
 */
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { AGENT_PROTOCOL, type FromAgent } from '../../../../shared/agent/protocol.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { noteSecurity } from '../../posts/index.ts';
import { type KnownTerminal, terminalById } from './links.ts';

export type Hello = Extract<FromAgent, { type: 'hello' }>;

export const newNonce = (): string => randomBytes(32).toString('base64url');

/** Ed25519 over `nonce + '\n' + terminalId`; a key or signature that cannot be read is a wrong one. */
function signedBy(publicKey: string, nonce: string, hello: Hello): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const said = Buffer.from(`${nonce}\n${hello.terminalId}`, 'utf8');
    return verify(null, said, key, Buffer.from(hello.signature, 'base64'));
  } catch {
    return false;
  }
}

export type Known = { readonly terminal: KnownTerminal } | { readonly refused: string };

export async function recognise(
  tx: Tx,
  clock: Clock,
  call: { readonly hello: Hello; readonly nonce: string; readonly address: string },
): Promise<Known> {
  const { hello, nonce, address } = call;
  if (hello.protocol !== AGENT_PROTOCOL) return { refused: `this server speaks protocol ${AGENT_PROTOCOL}` };
  const terminal = await terminalById(tx, hello.terminalId);
  const signed = terminal?.publicKey != null && signedBy(terminal.publicKey, nonce, hello);
  if (terminal !== undefined && signed && terminal.state === 'enrolled') return { terminal };
  const why = terminal === undefined ? 'unknown' : signed ? terminal.state : 'signature';
  await noteSecurity(tx, clock.now(), {
    siteId: terminal?.siteId ?? null,
    kind: 'terminal-refused',
    personId: null,
    sessionId: null,
    address,
    detail: { terminal: hello.terminalId, why },
  });
  return { refused: 'this terminal is not enrolled here with this key' };
}
