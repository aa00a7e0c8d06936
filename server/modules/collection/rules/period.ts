import { addDays, type BusinessDate, daysBetween } from '../../../../shared/values/calendar.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const DAYS_AT_MOST = 366;
const DAYS_USUAL = 7;

export interface Period {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
}

/** What was asked for, or the seven days up to today. Refuses 'collection.too_long'. */
export function periodOf(
  asked: { readonly from?: BusinessDate | undefined; readonly until?: BusinessDate | undefined },
  today: BusinessDate,
): Period {
  const until = asked.until ?? today;
  const from = asked.from ?? addDays(until, 1 - DAYS_USUAL);
  if (daysBetween(from, until) >= DAYS_AT_MOST) refuse('collection.too_long', { days: DAYS_AT_MOST });
  return { from, until };
}
