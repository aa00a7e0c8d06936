/**
 * One person at two places at once: somebody who left a screen open, or somebody else with the person's secret. It is
 * not refused, because a clerk who walks to another counter must be able to work; it is on the security log, and told
 * to the person and to who answers for people. A demo house, where everybody comes in as the same few, raises none.
 */
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { type SessionTimes, sessionState } from './rules/session-limits.ts';

/** No session is open longer. */
const LONGEST_SECONDS = 12 * 3600;

interface OpenSession extends SessionTimes {
  readonly session_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly address: string;
  readonly alarmed: boolean;
}

async function openSessions(tx: Tx, siteId: string, now: Instant): Promise<OpenSession[]> {
  const since = addSeconds(now, -LONGEST_SECONDS);
  const rows = await tx.many(
    sql<OpenSession>`select s.session_id, s.person_id, p.name, s.address, s.post, s.created_at, s.last_seen_at,
        s.locked_at, s.ended_at,
        exists (select 1 from security_event e where e.site_id = s.site_id and e.at > ${since}
          and e.kind = 'signed-in-twice' and e.session_id = s.session_id) as alarmed
      from session s join person p on p.site_id = s.site_id and p.person_id = s.person_id
      where s.site_id = ${siteId} and s.ended_at is null and s.created_at > ${since} order by s.created_at`,
  );
  return rows.filter((row) => sessionState(row, now) !== 'ended');
}

/** Addresses of the person's other open sessions, oldest first. */
export async function placesBeside(
  tx: Tx,
  here: { readonly siteId: string; readonly personId: string; readonly sessionId: string },
  now: Instant,
): Promise<string[]> {
  const open = await openSessions(tx, here.siteId, now);
  return open
    .filter((one) => one.person_id === here.personId && one.session_id !== here.sessionId)
    .map(({ address }) => address);
}

export interface Twice {
  readonly personId: string;
  readonly name: string;
}

/** Who is at two places now, and was noted for it. */
export async function signedInTwice(tx: Tx, siteId: string, now: Instant): Promise<Twice[]> {
  const open = await openSessions(tx, siteId, now);
  const alarmed = open.filter(
    (one) =>
      one.alarmed && open.some((other) => other.person_id === one.person_id && other.session_id !== one.session_id),
  );
  return [...new Map(alarmed.map(({ person_id: personId, name }) => [personId, { personId, name }])).values()];
}
