/**
 * due → overdue (its time passed) → escalated (its day passed; the post above answers for it). Every open one can end:
 * kept (`done`) or excused. What has ended stays.
 */
import { TASK_STATES } from '../../../../shared/duties/view.ts';
import { type PostKey, postsAbove } from '../../../../shared/posts.ts';

export type TaskState = (typeof TASK_STATES)[number];

const MOVES: Readonly<Record<TaskState, readonly TaskState[]>> = {
  due: ['overdue', 'done', 'excused'],
  overdue: ['escalated', 'done', 'excused'],
  escalated: ['escalated', 'done', 'excused'],
  done: [],
  excused: [],
};

export const mayMove = (from: TaskState, to: TaskState): boolean => MOVES[from].includes(to);

/** States that can still end. */
export const OPEN_STATES: readonly TaskState[] = TASK_STATES.filter((state) => mayMove(state, 'done'));

/** The nearest post above that somebody holds; null where nobody stands above. */
export const nextAbove = (post: PostKey, held: ReadonlySet<string>): PostKey | null =>
  postsAbove(post).find((above) => held.has(above)) ?? null;
