/** The upkeep that belongs on the lists of a day. Pure. */
import { occurrenceOn } from '../../../../shared/duties/schedule.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import { siteInstant } from '../../duties/index.ts';
import type { NewTask } from '../store/tasks.ts';
import { cadenceOf, type When } from './cadence-of.ts';

export interface InForce extends When {
  readonly item_id: string;
  readonly post: string;
  readonly approved_at: Instant | null;
}

/** Since when somebody holds the post; a post nobody holds owes nothing. */
export type HeldSince = ReadonlyMap<string, Instant>;

/** One for each item whose turn has come; none for a time that passed before item and holder were there. */
export function dueTasks(items: readonly InForce[], held: HeldSince, day: { today: BusinessDate; timeZone: string }) {
  return items.flatMap((item): NewTask[] => {
    const since = held.get(item.post);
    const next = occurrenceOn(cadenceOf(item), day.today);
    if (since === undefined || next === null || item.approved_at === null) return [];
    const dueAt = siteInstant(next.dueOn, next.at, day.timeZone);
    if (item.approved_at >= dueAt || since >= dueAt) return [];
    return [{ itemId: item.item_id, post: item.post, dueOn: next.dueOn, dueAt }];
  });
}
