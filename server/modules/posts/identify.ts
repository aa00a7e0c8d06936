/**
 * Who sends a request. The session is read on every request, so that a post taken away, a person who has left and a
 * session ended by the administrator are gone at once.
 */
import type pg from 'pg';
import { POSTS, type PostKey } from '../../../shared/posts.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RequestFacts } from '../../platform/http/app.ts';
import { type Actor, SYSTEM_PERSON } from '../../platform/operations/actor.ts';
import { siteOfToken } from '../../platform/site-token.ts';
import { type SessionState, type SessionTimes, seenIsStale, sessionState } from './rules/session-limits.ts';
import { sha256 } from './secrets.ts';

export interface IdentifyParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** From module devices: the enrolled counter that the browser is, by its terminal's token or by where it runs. */
  readonly terminalOf?: (siteId: string, terminalToken: string | null, address: string) => Promise<string | null>;
}

interface SessionRow extends SessionTimes {
  readonly session_id: string;
  readonly person_id: string;
  readonly person_state: string;
  readonly house_state: string;
  readonly held: boolean;
}

const FIND = `select s.session_id, s.person_id, s.post, s.created_at, s.last_seen_at, s.locked_at, s.ended_at,
    p.state as person_state, h.state as house_state,
    exists (select 1 from post_assignment a where a.site_id = s.site_id and a.person_id = s.person_id
      and a.post = s.post and a.state = 'active') as held
  from session s
  join person p on p.site_id = s.site_id and p.person_id = s.person_id
  join house h on h.site_id = s.site_id
  where s.site_id = $1 and s.token_hash = $2`;

function barredBy(row: SessionRow, state: SessionState): RefusalCode | null {
  if (row.person_state === 'left' || row.person_state === 'refused' || state === 'ended') return 'session.ended';
  if (state === 'locked') return 'session.locked';
  if (row.house_state !== 'open') return 'house.not_set_up';
  if (row.post === null || !(row.post in POSTS) || !row.held) return 'post.not_held';
  return null;
}

/** Writes what the passing of time has done to the session, and that it was seen. */
async function keepUp(pool: pg.Pool, row: SessionRow, state: SessionState, at: { siteId: string; now: Instant }) {
  const key = [at.siteId, row.session_id, at.now];
  if (state === 'ended' && row.ended_at === null)
    await pool.query(
      'update session set ended_at = $3 where site_id = $1 and session_id = $2 and ended_at is null',
      key,
    );
  else if (state === 'locked' && row.locked_at === null)
    await pool.query(
      'update session set locked_at = $3 where site_id = $1 and session_id = $2 and locked_at is null',
      key,
    );
  else if (state === 'open' && seenIsStale(row, at.now))
    await pool.query(
      'update session set last_seen_at = $3 where site_id = $1 and session_id = $2 and last_seen_at < $3',
      key,
    );
}

const nobodyOf = (facts: RequestFacts, barred?: RefusalCode): Actor => ({
  siteId: SYSTEM_PERSON,
  personId: SYSTEM_PERSON,
  post: 'nobody',
  sessionId: null,
  terminalId: null,
  address: facts.address,
  requestId: facts.requestId,
  ...(barred === undefined ? {} : { barred }),
});

/**
 * The actor behind a session's token. A session that may not act now (locked, founding, post taken away) still tells
 * its person and session, with post `nobody` and the reason in `barred`: enough for unlocking and choosing a post.
 */
export async function identify(
  parts: IdentifyParts,
  token: string | null,
  terminalToken: string | null,
  facts: RequestFacts,
): Promise<Actor> {
  const siteId = token === null ? null : siteOfToken(token);
  if (token === null || siteId === null) return nobodyOf(facts);
  const now = parts.clock.now();
  const found = await parts.pool.query<SessionRow>({
    name: 'posts.identify',
    text: FIND,
    values: [siteId, sha256(token)],
  });
  const row = found.rows[0];
  if (row === undefined) return nobodyOf(facts);
  const state = sessionState(row, now);
  await keepUp(parts.pool, row, state, { siteId, now });
  const barred = barredBy(row, state);
  if (barred === 'session.ended') return nobodyOf(facts, barred);
  return {
    siteId,
    personId: row.person_id,
    post: barred === null ? (row.post as PostKey) : 'nobody',
    sessionId: row.session_id,
    terminalId: (await parts.terminalOf?.(siteId, terminalToken, facts.address)) ?? null,
    address: facts.address,
    requestId: facts.requestId,
    ...(barred === null ? {} : { barred }),
  };
}
