/** When cash that was taken should have been handed in: on the business day after it was taken at the latest. */
import { type BusinessDate, daysBetween } from '../../../../shared/values/calendar.ts';

export const CASH_DUE_WITHIN_DAYS = 1;

export interface CashAge {
  readonly ageDays: number;
  readonly late: boolean;
}

/** @param today the site's present business day */
export function cashAge(taken: BusinessDate, today: BusinessDate): CashAge {
  const ageDays = Math.max(0, daysBetween(taken, today));
  return { ageDays, late: ageDays > CASH_DUE_WITHIN_DAYS };
}
