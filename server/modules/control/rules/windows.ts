/** The windows of a timetable as moments of the site, from its weekdays, times and days of exception. */
import type { DayException, WeekWindow } from '../../../../shared/control/view.ts';
import {
  addDays,
  type BusinessDate,
  businessDateOf,
  daysBetween,
  type Instant,
} from '../../../../shared/values/calendar.ts';
import { siteInstant } from '../../duties/index.ts';

export interface Timetable {
  readonly windows: readonly WeekWindow[];
  readonly exceptions: readonly DayException[];
}

export interface CutTime {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

const MONDAY = '2024-01-01' as BusinessDate;

/** Monday is 1. */
export const weekdayOf = (day: BusinessDate): number => (((daysBetween(MONDAY, day) % 7) + 7) % 7) + 1;

function windowsOn(timetable: Timetable, day: BusinessDate, timeZone: string): CutTime[] {
  if (timetable.exceptions.some(({ from, to }) => from <= day && day <= to)) return [];
  return timetable.windows
    .filter(({ weekdays }) => weekdays.includes(weekdayOf(day)))
    .map(({ from, to }) => ({
      startsAt: siteInstant(day, from, timeZone),
      endsAt: siteInstant(to <= from ? addDays(day, 1) : day, to, timeZone),
    }));
}

export interface Span {
  readonly from: Instant;
  readonly until: Instant;
  readonly timeZone: string;
}

/** Windows that begin in the span, both ends included; earliest first. */
export function windowsBetween(timetable: Timetable, { from, until, timeZone }: Span): CutTime[] {
  const first = businessDateOf(from, timeZone);
  const days = daysBetween(first, businessDateOf(until, timeZone)) + 1;
  return Array.from({ length: days }, (_, index) => addDays(first, index))
    .flatMap((day) => windowsOn(timetable, day, timeZone))
    .filter(({ startsAt }) => from <= startsAt && startsAt <= until)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}
