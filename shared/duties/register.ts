/**
 * The duty register: 343 duties of the posts in six chapters, as data. What a duty needs in order to count as kept
 * follows from its kinds; who keeps it from its posts. The register is read only: a house switches chapters on and
 * off, it does not edit them.
 */
import { POSTS, type PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import register from './register.json' with { type: 'json' };
import type { CHAPTERS, DUTY_KINDS, DUTY_TIMES } from './words.ts';

export type DutyKind = keyof typeof DUTY_KINDS;
export type DutyTime = keyof typeof DUTY_TIMES;
export type Chapter = keyof typeof CHAPTERS;
export type DutyPost = PostKey | 'all-posts';

export interface Duty extends Text {
  /** chapter.post.number */
  readonly id: string;
  readonly chapter: Chapter;
  readonly posts: readonly DutyPost[];
  readonly kinds: readonly DutyKind[];
  /** Empty: whenever the occasion arises. */
  readonly when: readonly DutyTime[];
  /** Words for what of the product carries the duty; for searching, they steer nothing. */
  readonly capabilities: readonly string[];
}

/** The closed vocabularies of the file are checked by register.test.ts; the cast says no more than that test. */
export const DUTIES = register as readonly Duty[];

const byId = new Map(DUTIES.map((duty) => [duty.id, duty]));

export function dutyById(id: string): Duty | undefined {
  return byId.get(id);
}

/** Duties of a post, those of all posts included. */
export function dutiesOf(post: PostKey): Duty[] {
  return DUTIES.filter((duty) => duty.posts.includes(post) || duty.posts.includes('all-posts'));
}

export function isDutyPost(word: string): word is DutyPost {
  return word === 'all-posts' || Object.hasOwn(POSTS, word);
}
