/** The tasks that belong on the lists of a day. Pure. */
import { DUTIES, type Duty } from '../../../../shared/duties/register.ts';
import {
  type Cadence,
  type CadenceKey,
  cadencesOf,
  type HouseKind,
  isDutyOf,
  occurrenceOn,
} from '../../../../shared/duties/schedule.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { type BusinessDate, businessDateOf, type Instant } from '../../../../shared/values/calendar.ts';
import { isTasked, owes } from './kept-by.ts';
import { siteInstant } from './site-time.ts';

export interface House extends HouseKind {
  readonly timeZone: string;
}

export interface HeldPost {
  readonly post: PostKey;
  /** Since when somebody holds it. */
  readonly since: Instant;
}

export interface DueTask {
  readonly dutyId: string;
  readonly post: PostKey;
  readonly cadence: CadenceKey;
  readonly countsFrom: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly dueAt: Instant;
}

/** A post taken up after the time, or for longer cadences on the very day, does not owe that occurrence. */
function isOwed(task: DueTask, held: HeldPost, timeZone: string): boolean {
  return task.cadence === 'day' ? held.since < task.dueAt : businessDateOf(held.since, timeZone) < task.dueOn;
}

interface OfPost {
  readonly duty: Duty;
  readonly cadence: Cadence;
  readonly held: HeldPost;
}

function taskOf({ duty, cadence, held }: OfPost, today: BusinessDate, timeZone: string): DueTask | null {
  const next = occurrenceOn(cadence, today);
  if (next === null) return null;
  const task: DueTask = {
    dutyId: duty.id,
    post: held.post,
    cadence: cadence.every,
    countsFrom: next.from,
    dueOn: next.dueOn,
    dueAt: siteInstant(next.dueOn, next.at, timeZone),
  };
  return isOwed(task, held, timeZone) ? task : null;
}

export function dueNow(house: House, held: readonly HeldPost[], today: BusinessDate): DueTask[] {
  const owed = DUTIES.filter((duty) => isDutyOf(duty, house));
  return held
    .filter(({ post }) => isTasked(post))
    .flatMap((one) => owed.filter((duty) => owes(duty, one.post)).map((duty) => ({ duty, held: one })))
    .flatMap(({ duty, held }) => cadencesOf(duty).map((cadence) => ({ duty, cadence, held })))
    .flatMap((one) => taskOf(one, today, house.timeZone) ?? []);
}
