/**
 * Tries at a secret, counted so that many at once are counted like many in a row: the try is written down, under a
 * lock on its subject, before the secret is looked at, and struck out when the secret was right.
 */
import type pg from 'pg';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q, sql } from '../../platform/db/query.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { HOUR_SECONDS, WINDOW_SECONDS, waitSeconds } from './rules/waiting.ts';

export interface Attempt {
  readonly siteId: string;
  readonly kind: 'sign-in' | 'signature' | 'claim';
  readonly subject: string;
  readonly address: string;
}

const WAIT = { 'sign-in': 'sign_in.wait', signature: 'signature.wait', claim: 'sign_in.wait' } as const;

interface Row {
  readonly at: Instant;
  readonly here: boolean;
  readonly subject: boolean;
}

async function wait(tx: Tx, attempt: Attempt, now: Instant): Promise<number> {
  const { siteId, kind, subject, address } = attempt;
  const rows = await tx.many(
    sql<Row>`select at, subject = ${subject} and address = ${address} as here, subject = ${subject} as subject
      from secret_attempt where site_id = ${siteId} and kind = ${kind} and at > ${addSeconds(now, -HOUR_SECONDS)}
      and (subject = ${subject} or address = ${address}) order by at`,
  );
  const since = addSeconds(now, -WINDOW_SECONDS);
  const atOf = (keep: (row: Row) => boolean): Instant[] => rows.filter(keep).map((row) => row.at);
  return waitSeconds(
    {
      here: atOf((row) => row.here && row.at > since),
      anywhere: kind === 'signature' ? atOf((row) => row.subject && row.at > since) : [],
      address: atOf((row) => row.here || !row.subject),
    },
    now,
  );
}

export interface BegunAttempt {
  /** The secret was right: everything tried from here at this subject is struck out. */
  succeeded(tx: Tx): Promise<void>;
  /** Half of it was right: only this try is struck out, so that the right half never clears wrong tries at the other. */
  withdrawn(tx: Tx): Promise<void>;
}

/** Begins a try, or refuses with the seconds to wait. */
export async function beginAttempt(pool: pg.Pool, clock: Clock, attempt: Attempt): Promise<BegunAttempt> {
  const { siteId, kind, subject, address } = attempt;
  const attemptId = newId();
  const seconds = await transaction(pool, async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${siteId}|${kind}|${subject}`}, 0))`);
    const now = clock.now();
    const left = await wait(tx, attempt, now);
    if (left > 0) return left;
    await tx.run(
      q
        .insertInto('secret_attempt')
        .values({ site_id: siteId, attempt_id: attemptId, kind, subject, address, at: now }),
    );
    return 0;
  });
  if (seconds > 0) refuse(WAIT[kind], { seconds });
  return {
    async withdrawn(tx) {
      await tx.run(q.deleteFrom('secret_attempt').where('site_id', '=', siteId).where('attempt_id', '=', attemptId));
    },
    async succeeded(tx) {
      await tx.run(
        q
          .deleteFrom('secret_attempt')
          .where('site_id', '=', siteId)
          .where('kind', '=', kind)
          .where('subject', '=', subject)
          .where('address', '=', address),
      );
    },
  };
}
