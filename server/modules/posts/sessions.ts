/** Sessions as rows. The token itself is known to the browser only; the row holds its SHA-256. */
import type { PostKey } from '../../../shared/posts.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { newSiteToken, siteOfToken } from '../../platform/site-token.ts';
import { sha256 } from './secrets.ts';
import { postsOf } from './store.ts';

export interface NewSession {
  readonly siteId: string;
  readonly personId: string;
  readonly address: string;
  readonly now: Instant;
  /** The post to begin with; else the last one, else the first held. */
  readonly post?: PostKey;
}

export interface BegunSession {
  readonly sessionId: string;
  readonly token: string;
  readonly post: PostKey | null;
}

async function firstPost(tx: Tx, siteId: string, personId: string): Promise<PostKey | null> {
  const held = await postsOf(tx, siteId, personId);
  const last = await tx.maybe(
    q
      .selectFrom('session')
      .select('post')
      .where('site_id', '=', siteId)
      .where('person_id', '=', personId)
      .where('post', 'is not', null)
      .orderBy('created_at', 'desc')
      .limit(1),
  );
  return held.find((post) => post === last?.post) ?? held[0] ?? null;
}

/** Begins a session with a token of its own; the token it replaces, if any, is to be ended by the caller. */
export async function beginSession(tx: Tx, begin: NewSession): Promise<BegunSession> {
  const { siteId, personId, address, now } = begin;
  const post = begin.post ?? (await firstPost(tx, siteId, personId));
  const [sessionId, token] = [newId(), newSiteToken(siteId)];
  await tx.run(
    q.insertInto('session').values({
      site_id: siteId,
      session_id: sessionId,
      token_hash: sha256(token),
      person_id: personId,
      post,
      address,
      created_at: now,
      last_seen_at: now,
    }),
  );
  return { sessionId, token, post };
}

export async function endSessionOfToken(tx: Tx, token: string | null, now: Instant): Promise<void> {
  const siteId = token === null ? null : siteOfToken(token);
  if (token === null || siteId === null) return;
  await tx.run(
    q
      .updateTable('session')
      .set({ ended_at: now })
      .where('site_id', '=', siteId)
      .where('token_hash', '=', sha256(token))
      .where('ended_at', 'is', null),
  );
}

/** Ends every open session of the person, except `but`; answers how many. */
export function endSessionsOf(
  tx: Tx,
  person: { siteId: string; personId: string; but?: string | null },
  now: Instant,
): Promise<number> {
  let query = q
    .updateTable('session')
    .set({ ended_at: now })
    .where('site_id', '=', person.siteId)
    .where('person_id', '=', person.personId)
    .where('ended_at', 'is', null);
  if (person.but !== undefined && person.but !== null) query = query.where('session_id', '!=', person.but);
  return tx.run(query);
}

export const setSession = (
  tx: Tx,
  session: { siteId: string; sessionId: string },
  change: { post?: PostKey; locked_at?: Instant | null; last_seen_at?: Instant; ended_at?: Instant },
): Promise<number> =>
  tx.run(
    q
      .updateTable('session')
      .set(change)
      .where('site_id', '=', session.siteId)
      .where('session_id', '=', session.sessionId)
      .where('ended_at', 'is', null),
  );
