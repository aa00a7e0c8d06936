/**
 * When a session ends and when its screen locks. Office posts: 15 minutes without a request end it. Posts at a
 * counter: the screen locks after 3 minutes and is opened again by the holder's PIN or password. 12 hours end any.
 */
import type { PostKey } from '../../../../shared/posts.ts';
import { type Instant, secondsBetween } from '../../../../shared/values/calendar.ts';

const IDLE_SECONDS = 15 * 60;
const COUNTER_LOCK_SECONDS = 3 * 60;
const ABSOLUTE_SECONDS = 12 * 3600;

const COUNTER_POSTS: ReadonlySet<string> = new Set<PostKey>(['vending-clerk', 'cashier', 'settlement-cashier']);

export interface SessionTimes {
  readonly post: string | null;
  readonly created_at: Instant;
  readonly last_seen_at: Instant;
  readonly locked_at: Instant | null;
  readonly ended_at: Instant | null;
}

export type SessionState = 'open' | 'locked' | 'ended';

/** Seconds without a request after which the post's screen locks; null where it does not. */
export const lockAfterSeconds = (post: string | null): number | null =>
  post !== null && COUNTER_POSTS.has(post) ? COUNTER_LOCK_SECONDS : null;

export function sessionState(session: SessionTimes, now: Instant): SessionState {
  if (session.ended_at !== null) return 'ended';
  if (secondsBetween(session.created_at, now) >= ABSOLUTE_SECONDS) return 'ended';
  const idle = secondsBetween(session.last_seen_at, now);
  if (idle >= IDLE_SECONDS) return 'ended';
  if (session.locked_at !== null) return 'locked';
  const lockAfter = lockAfterSeconds(session.post);
  return lockAfter !== null && idle >= lockAfter ? 'locked' : 'open';
}

/** `last_seen_at` is written only so often, because every request reads it; the limits err by that much to the strict side. */
export const seenIsStale = (session: SessionTimes, now: Instant): boolean =>
  secondsBetween(session.last_seen_at, now) >= (lockAfterSeconds(session.post) === null ? 60 : 30);
