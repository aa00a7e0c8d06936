import { type BusinessDate, daysBetween } from '../../../../shared/values/calendar.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const DAYS_AT_MOST = 366;

/** Refuses 'collection.too_long'. */
export function requirePeriod(from: BusinessDate, until: BusinessDate): void {
  if (daysBetween(from, until) >= DAYS_AT_MOST) refuse('collection.too_long', { days: DAYS_AT_MOST });
}
