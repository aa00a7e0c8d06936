/** When a schedule falls due: at times of the site's day, or every so many hours counted from its midnight. */
import { addDays, businessDateOf, type Instant } from '../../../../shared/values/calendar.ts';
import { siteInstant } from '../../duties/index.ts';

export interface Plan {
  /** 'HH:MM', sorted; empty where there is an interval. */
  readonly times: readonly string[];
  readonly everyHours: number | null;
}

/** '12:00  00:05 12:00' → ['00:05', '12:00'] */
export const timesOf = (text: string): string[] => [...new Set(text.split(/ +/))].sort();

export function timesOfDay({ times, everyHours }: Plan): readonly string[] {
  if (everyHours === null) return times;
  return Array.from({ length: 24 / everyHours }, (_, index) => `${String(index * everyHours).padStart(2, '0')}:00`);
}

/** Two days hold the time before and the time after any moment. */
function around(plan: Plan, moment: Instant, timeZone: string, [first, last]: readonly [number, number]): Instant[] {
  const today = businessDateOf(moment, timeZone);
  const days = Array.from({ length: last - first + 1 }, (_, index) => addDays(today, first + index));
  return days.flatMap((day) => timesOfDay(plan).map((time) => siteInstant(day, time, timeZone)));
}

/** The last time at or before the moment. */
export function lastDue(plan: Plan, moment: Instant, timeZone: string): Instant {
  return around(plan, moment, timeZone, [-1, 0])
    .filter((due) => due <= moment)
    .at(-1)!;
}

/** The first time after the moment. */
export function nextDue(plan: Plan, moment: Instant, timeZone: string): Instant {
  return around(plan, moment, timeZone, [0, 1]).find((due) => due > moment)!;
}
