/**
 * Where modules further right put in what only they know: what waits for a post, its figures, and what follows when a
 * controlled duty was not kept. Registered once, at load.
 */
import type { z } from 'zod';
import type { figureSchema, queueItemSchema } from '../../../shared/duties/view.ts';
import type { PostKey } from '../../../shared/posts.ts';
import type { Text } from '../../../shared/text.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

export type QueueItem = z.output<typeof queueItemSchema>;
export type Figure = z.output<typeof figureSchema>;

type Asked<T> = (tx: Tx, actor: Actor, clock: Clock) => Promise<readonly T[]>;

interface Provider<T> {
  readonly posts: readonly PostKey[] | 'signed-in';
  readonly ask: Asked<T>;
}

/** A controlled duty whose day passed without being kept. */
export interface MissedControl {
  readonly taskId: string;
  readonly dutyId: string;
  readonly title: Text;
  readonly holders: readonly { readonly personId: string; readonly post: string }[];
}

type MissedControlFollows = (tx: Tx, actor: Actor, clock: Clock, missed: MissedControl) => Promise<void>;

const queues: Provider<QueueItem>[] = [];
const figures: Provider<Figure>[] = [];
const follows: MissedControlFollows[] = [];

/** What waits for the acting post. Items with a count of 0 are left out of the page. */
export function addQueue(posts: Provider<QueueItem>['posts'], ask: Asked<QueueItem>): void {
  queues.push({ posts, ask });
}

/** Figures of the acting post, each with the address of the rows it was counted from. */
export function addFigures(posts: Provider<Figure>['posts'], ask: Asked<Figure>): void {
  figures.push({ posts, ask });
}

export function addMissedControl(follow: MissedControlFollows): void {
  follows.push(follow);
}

async function askAll<T>(providers: readonly Provider<T>[], tx: Tx, actor: Actor, clock: Clock): Promise<T[]> {
  const answers: T[] = [];
  for (const { posts, ask } of providers)
    if (posts === 'signed-in' || posts.includes(actor.post as PostKey)) answers.push(...(await ask(tx, actor, clock)));
  return answers;
}

export const queueOf = async (tx: Tx, actor: Actor, clock: Clock): Promise<QueueItem[]> =>
  (await askAll(queues, tx, actor, clock)).filter((item) => item.count > 0);

export const figuresOf = (tx: Tx, actor: Actor, clock: Clock): Promise<Figure[]> => askAll(figures, tx, actor, clock);

export async function followMissedControl(tx: Tx, actor: Actor, clock: Clock, missed: MissedControl): Promise<void> {
  for (const follow of follows) await follow(tx, actor, clock, missed);
}
