/**
 * One-time codes with which a holder sets the own secrets. Only the hash is kept; a new code voids the one before.
 * Whoever is handed the code never learns the password, and a code that was used is on the security log.
 */
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { newOneTimeCode, oneTimeCodeHash } from '../../platform/site-token.ts';

const VALID_SECONDS = 72 * 3600;

export interface IssuedCode {
  readonly personId: string;
  readonly name: string;
  readonly login: string;
  readonly code: string;
  readonly expiresAt: Instant;
}

export interface Issue {
  readonly siteId: string;
  readonly person: { readonly person_id: string; readonly name: string; readonly login: string };
  readonly issuedBy: string;
  readonly now: Instant;
}

export async function issueCode(tx: Tx, { siteId, person, issuedBy, now }: Issue): Promise<IssuedCode> {
  await tx.run(
    q
      .updateTable('claim_code')
      .set({ voided_at: now })
      .where('site_id', '=', siteId)
      .where('person_id', '=', person.person_id)
      .where('used_at', 'is', null)
      .where('voided_at', 'is', null),
  );
  const code = newOneTimeCode();
  const expiresAt = addSeconds(now, VALID_SECONDS);
  await tx.run(
    q.insertInto('claim_code').values({
      site_id: siteId,
      code_hash: oneTimeCodeHash(code),
      person_id: person.person_id,
      issued_by: issuedBy,
      issued_at: now,
      expires_at: expiresAt,
    }),
  );
  return { personId: person.person_id, name: person.name, login: person.login, code, expiresAt };
}

/** Uses the code up; answers whose it is, or null when it is unknown, used, void or too old. */
export async function spendCode(tx: Tx, siteId: string, code: string, now: Instant): Promise<string | null> {
  const rows = await tx.many(
    q
      .updateTable('claim_code')
      .set({ used_at: now })
      .where('site_id', '=', siteId)
      .where('code_hash', '=', oneTimeCodeHash(code))
      .where('used_at', 'is', null)
      .where('voided_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('person_id'),
  );
  return rows[0]?.person_id ?? null;
}
