/** Who may say that a repair is good. Pure. */
import { type PostKey, postsAbove } from '../../../../shared/posts.ts';
import type { RefusalCode } from '../../../../shared/refusals.ts';

export interface Acceptance {
  readonly reportedBy: string;
  readonly reportedPost: string;
  /** Who took it and who repaired it. */
  readonly repairers: readonly (string | null)[];
  readonly person: string;
  readonly post: string;
}

/**
 * Why this person in this post may not accept or refuse it, or null. Never a repairer; and only who reported it, the
 * same post, or a post above it.
 */
export function whyNotAccept(asked: Acceptance): Extract<RefusalCode, 'person.must_differ' | 'upkeep.not_user'> | null {
  if (asked.repairers.includes(asked.person)) return 'person.must_differ';
  if (asked.person === asked.reportedBy || asked.post === asked.reportedPost) return null;
  const above: readonly string[] = postsAbove(asked.reportedPost as PostKey);
  return above.includes(asked.post) ? null : 'upkeep.not_user';
}
