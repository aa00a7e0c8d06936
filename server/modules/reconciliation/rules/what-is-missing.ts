/** What stands in the way of closing a day, in the order in which it is refused. */
import type { BusinessDate } from '../../../../shared/values/calendar.ts';

export interface DayFacts {
  readonly businessDate: BusinessDate;
  /** The calendar's day at the site. */
  readonly calendar: BusinessDate;
  /** Something was recorded on the day. */
  readonly begun: boolean;
  readonly openSince: BusinessDate | null;
  readonly sessions: readonly { readonly closed: boolean; readonly slipId: string | null }[];
}

export type Missing = 'day.not_come' | 'day.not_begun' | 'day.earlier_open' | 'day.drawers_open' | 'day.slips_missing';

export function whatIsMissing(day: DayFacts): Missing[] {
  const missing: Missing[] = [];
  if (day.businessDate > day.calendar) missing.push('day.not_come');
  else if (!day.begun) missing.push('day.not_begun');
  if (day.openSince !== null && day.openSince < day.businessDate) missing.push('day.earlier_open');
  if (day.sessions.some((session) => !session.closed)) missing.push('day.drawers_open');
  if (day.sessions.some((session) => session.closed && session.slipId === null)) missing.push('day.slips_missing');
  return missing;
}
