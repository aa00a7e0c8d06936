import { ownSessions } from '../../../../shared/contracts/posts/own-sessions.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { sessionState } from '../rules/session-limits.ts';

/** Rows older than this cannot be open; what has run out since is told by the rule, not yet by the row. */
const LONGEST_SECONDS = 24 * 3600;

export const ownSessionsQuery = answer(ownSessions, async (tx, actor, clock) => {
  const now = clock.now();
  const found = await tx.many(
    q
      .selectFrom('session')
      .select(['session_id', 'post', 'address', 'created_at', 'last_seen_at', 'locked_at', 'ended_at'])
      .where('site_id', '=', actor.siteId)
      .where('person_id', '=', actor.personId)
      .where('ended_at', 'is', null)
      .where('created_at', '>', addSeconds(now, -LONGEST_SECONDS))
      .orderBy('created_at', 'desc')
      .limit(100),
  );
  const rows = found
    .filter((row) => sessionState(row, now) !== 'ended')
    .map((row) => ({
      sessionId: row.session_id,
      since: row.created_at,
      lastSeenAt: row.last_seen_at,
      address: row.address,
      post: row.post as PostKey | null,
      here: row.session_id === actor.sessionId,
    }));
  return { rows };
});
