/** Rows of the register as this house sees them: who holds the posts, and when each duty was last kept. */
import type { z } from 'zod';
import type { Duty, DutyPost } from '../../../shared/duties/register.ts';
import { isDutyOf } from '../../../shared/duties/schedule.ts';
import type { latestSchema, registerRowSchema } from '../../../shared/duties/view.ts';
import { DUTY_KINDS, DUTY_TIMES } from '../../../shared/duties/words.ts';
import { POSTS } from '../../../shared/posts.ts';
import type { Text } from '../../../shared/text.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { personNames } from '../posts/index.ts';
import { COVERAGE, operationNamed, owes, workOfDuty } from './rules/kept-by.ts';
import { type Holding, heldPosts, houseKind, lastKept, type TaskRow } from './store.ts';
import { lastWork, type Work } from './work-records.ts';

export type RegisterRow = z.output<typeof registerRowSchema>;
export type Latest = z.output<typeof latestSchema>;

const ALL_POSTS: Text = { zh: '全员', en: 'All posts' };
export const postTitle = (post: DutyPost): Text => (post === 'all-posts' ? ALL_POSTS : POSTS[post].title);

export interface Known {
  readonly owed: (duty: Duty) => boolean;
  readonly held: readonly Holding[];
  readonly kept: ReadonlyMap<string, TaskRow>;
  readonly work: readonly Work[];
  readonly names: ReadonlyMap<string, string>;
}

export async function readLatest(tx: Tx, siteId: string): Promise<Known> {
  const house = await houseKind(tx, siteId);
  const kept = new Map((await lastKept(tx, siteId)).map((task) => [task.duty_id, task]));
  const work = await lastWork(tx, siteId);
  const people = [...work.map((one) => one.person_id), ...[...kept.values()].flatMap((task) => task.ended_by ?? [])];
  return {
    owed: (duty) => house !== null && isDutyOf(duty, house),
    held: await heldPosts(tx, siteId),
    kept,
    work,
    names: await personNames(tx, siteId, people),
  };
}

export const fromWork = (work: Work, names: ReadonlyMap<string, string>): Latest => ({
  at: work.at,
  person: names.get(work.person_id) ?? '',
  post: work.post,
  what: operationNamed(work.operation)?.title ?? { zh: work.operation, en: work.operation },
});

function fromTask(task: TaskRow, names: ReadonlyMap<string, string>): Latest | null {
  if (task.ended_at === null || task.note === null) return null;
  const what = { zh: task.note, en: task.note };
  return { at: task.ended_at, person: names.get(task.ended_by ?? '') ?? '', post: task.ended_post ?? '', what };
}

const byOwner = (duty: Duty) => (work: Work) =>
  duty.posts.includes('all-posts') || duty.posts.some((post) => post === work.post);

export function latestOf(duty: Duty, known: Known): Latest | null {
  const operations = workOfDuty(duty);
  const work = known.work.filter((one) => operations.includes(one.operation)).filter(byOwner(duty));
  const task = known.kept.get(duty.id);
  const ticked = task === undefined ? null : fromTask(task, known.names);
  const all = [...work.map((one) => fromWork(one, known.names)), ...(ticked === null ? [] : [ticked])];
  return all.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

export function holdersOf(duty: Duty, held: readonly Holding[]): string[] {
  const holders = held.filter(({ post }) => owes(duty, post)).flatMap((one) => one.holders.map(({ name }) => name));
  return [...new Set(holders)];
}

export function registerRows(duties: readonly Duty[], known: Known): RegisterRow[] {
  return duties.map((duty) => ({
    id: duty.id,
    chapter: duty.chapter,
    title: { zh: duty.zh, en: duty.en },
    posts: duty.posts.map(postTitle),
    kinds: duty.kinds.map((kind) => DUTY_KINDS[kind]),
    when: duty.when.map((time) => DUTY_TIMES[time]),
    proven: COVERAGE.get(duty.id)?.proven ?? false,
    owed: known.owed(duty),
    holders: known.owed(duty) ? holdersOf(duty, known.held) : [],
    latest: latestOf(duty, known),
  }));
}
