/** The range of days a ledger page shows, kept in the address. Missing: from the first of the month to today. */
import { useSearchParams } from 'react-router';
import { addDays, type BusinessDate, businessDate, parseBusinessDate } from '../../../shared/values/calendar.ts';
import { useSession } from '../../lib/session.ts';
import { dayOfBrowser } from '../../ui/typed-values.ts';

export interface Range {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export const firstOfMonth = (day: BusinessDate): BusinessDate => businessDate(`${day.slice(0, 7)}-01`);
export const dayBefore = (day: BusinessDate): BusinessDate => addDays(day, -1);

/** Two days in the wrong order are the same range. */
export function rangeFrom(search: URLSearchParams, today: BusinessDate): Range {
  const to = parseBusinessDate(search.get('to') ?? '') ?? today;
  const from = parseBusinessDate(search.get('from') ?? '') ?? firstOfMonth(to);
  return from <= to ? { from, to } : { from: to, to: from };
}

export function useRange(): Range {
  const [search] = useSearchParams();
  const today = useSession()?.businessDate;
  return rangeFrom(search, today ? businessDate(today) : dayOfBrowser());
}

/** Where the lines behind a figure are. Without `from`: since the first entry. */
export function linesHref(account: string, range: { readonly from?: BusinessDate; readonly to: BusinessDate }): string {
  const search = new URLSearchParams({
    account,
    ...(range.from ? { from: range.from } : { whole: '1' }),
    to: range.to,
  });
  return `/ledger/account?${search}`;
}
