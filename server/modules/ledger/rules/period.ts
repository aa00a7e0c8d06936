/** Whether a month can be closed: it is over, each of its days is sealed, and the months before it are closed. */
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface MonthToClose {
  readonly month: string;
  /** The site's business day now. */
  readonly today: BusinessDate;
  /** Undefined when nothing was ever posted in the month. */
  readonly period: { readonly closed: boolean } | undefined;
  readonly unsealedDay: BusinessDate | undefined;
  readonly earlierOpenMonth: string | undefined;
}

/** Refuses by name what stands against closing; returns without a word when nothing does. */
export function requireClosable(found: MonthToClose): void {
  const { month, today, period, unsealedDay, earlierOpenMonth } = found;
  if (period === undefined) refuse('ledger.month_empty', { month });
  if (period.closed) refuse('ledger.period_closed', { month });
  if (earlierOpenMonth !== undefined) refuse('ledger.earlier_month_open', { month: earlierOpenMonth });
  if (today.slice(0, 7) <= month) refuse('ledger.month_not_over', { month });
  if (unsealedDay !== undefined) refuse('ledger.day_not_sealed', { date: unsealedDay });
}
