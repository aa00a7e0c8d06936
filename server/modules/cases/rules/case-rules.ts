/**
 * Who answers for a case, who may end it, and when it moves up. A case belongs to the lowest post above all of its
 * parties' posts; an incident to the technician, then up the technician's line.
 */
import { isPost, POSTS, type PostKey, postsAbove } from '../../../../shared/posts.ts';
import type { RefusalCode } from '../../../../shared/refusals.ts';

export const INCIDENT_OWNER: PostKey = 'vending-technician';
/** An incident is resolved by who can repair it, never by who sells or keeps the cash. */
export const RESOLVES_INCIDENTS: readonly string[] = ['vending-technician'];

/** The lowest post that stands above every one of `posts`; the general manager at last. */
export function ownerAbove(posts: readonly string[]): PostKey {
  const known = posts.filter(isPost);
  if (known.length === 0) return 'vending-supervisor';
  const lines = known.map((post) => postsAbove(post));
  return lines[0]!.find((candidate) => lines.every((line) => line.includes(candidate))) ?? 'general-manager';
}

/** The post a case moves to when its owner let the time pass; null at the top. */
export function nextOwner(owner: string): PostKey | null {
  return isPost(owner) ? (postsAbove(owner)[0] ?? null) : 'general-manager';
}

interface Waiting {
  readonly kind: 'case' | 'incident';
  readonly ownerPost: string;
  readonly partyPosts: readonly string[];
}

/**
 * On whose page of the day it waits: the owner's; where nobody holds that post, the next above that somebody holds, or
 * at the top the last one it came through. A technical fault waits with who can repair it besides.
 */
export function waitsWith({ kind, ownerPost, partyPosts }: Waiting, held: ReadonlySet<string>): string[] {
  const repairs = kind === 'incident' ? RESOLVES_INCIDENTS.filter((post) => held.has(post)) : [];
  const first = kind === 'incident' ? INCIDENT_OWNER : ownerAbove(partyPosts);
  const line: string[] = [first, ...postsAbove(first)];
  const at = line.indexOf(ownerPost);
  const above = line.slice(at).find((post) => held.has(post));
  const below = line.slice(0, at).findLast((post) => held.has(post));
  return [...new Set([...repairs, above ?? below ?? ownerPost])];
}

interface Closing {
  readonly kind: 'case' | 'incident';
  readonly ownerPost: string;
  readonly partyIds: readonly string[];
  readonly partyPosts: readonly string[];
  readonly person: string;
  readonly post: string;
}

/** Why this person in this post may not take or close it, or null. */
export function whyNotClose(closing: Closing): { code: RefusalCode; facts: Record<string, string> } | null {
  if (closing.kind === 'incident')
    return RESOLVES_INCIDENTS.includes(closing.post) ? null : { code: 'incident.technician_only', facts: {} };
  if (closing.partyIds.includes(closing.person)) return { code: 'case.party', facts: {} };
  const owner = ownerAbove(closing.partyPosts);
  const above = [owner, ...postsAbove(owner)] as string[];
  if (above.includes(closing.post)) return null;
  return { code: 'case.not_above', facts: { owner: POSTS[owner].title.zh } };
}

const MOVES: Readonly<Record<string, readonly string[]>> = {
  open: ['in-hand', 'closed'],
  'in-hand': ['closed'],
  closed: [],
};
export const mayMove = (from: string, to: string): boolean => MOVES[from]?.includes(to) ?? false;
