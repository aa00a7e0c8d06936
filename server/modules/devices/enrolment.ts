/**
 * One-time codes with which an agent enrols its terminal. Only the hash is kept; a new code voids the one before. The
 * same code with the same key again is answered again, so that an answer lost on the way does no harm.
 */
import { createPublicKey } from 'node:crypto';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { newOneTimeCode, oneTimeCodeHash } from '../../platform/site-token.ts';
import type { CommandAddress } from './agent-port.ts';

const VALID_SECONDS = 24 * 3600;

export const voidCodes = (tx: Tx, { siteId, terminalId }: CommandAddress, now: Instant): Promise<number> =>
  tx.run(
    q
      .updateTable('enrolment_code')
      .set({ voided_at: now })
      .where('site_id', '=', siteId)
      .where('terminal_id', '=', terminalId)
      .where('used_at', 'is', null)
      .where('voided_at', 'is', null),
  );

export async function issueEnrolmentCode(
  tx: Tx,
  to: CommandAddress,
  issuedBy: string,
  now: Instant,
): Promise<{ code: string; expiresAt: Instant }> {
  await voidCodes(tx, to, now);
  const code = newOneTimeCode();
  const expiresAt = addSeconds(now, VALID_SECONDS);
  await tx.run(
    q.insertInto('enrolment_code').values({
      site_id: to.siteId,
      code_hash: oneTimeCodeHash(code),
      terminal_id: to.terminalId,
      issued_by: issuedBy,
      issued_at: now,
      expires_at: expiresAt,
    }),
  );
  return { code, expiresAt };
}

export interface CodeRow {
  readonly site_id: string;
  readonly terminal_id: string;
  readonly used: boolean;
}

/** Locks the code; undefined when it is unknown, void or too old. The agent does not know its site. */
export const lockCode = (tx: Tx, code: string, now: Instant): Promise<CodeRow | undefined> =>
  tx.maybe(
    sql<CodeRow>`select site_id, terminal_id, used_at is not null as used from enrolment_code
      where code_hash = ${oneTimeCodeHash(code)} and voided_at is null and expires_at > ${now} for update`,
  );

/** An Ed25519 key that Node can use, and nothing behind it. */
export function isUsableKey(publicKey: string): boolean {
  try {
    const der = Buffer.from(publicKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && key.export({ type: 'spki', format: 'der' }).equals(der);
  } catch {
    return false;
  }
}
