/** What people type into date fields, read generously and never guessed. Pure. */
import { type BusinessDate, businessDate, parseBusinessDate } from '../../shared/values/calendar.ts';
import { toHalfWidth } from '../../shared/values/digits.ts';

/**
 * '2026-03-14', '2026/3/14', '2026年3月14日', '20260314'; and '3-14' or '0314' in the year of `today`.
 * Null for anything else.
 */
export function parseTypedDate(text: string, today: BusinessDate): BusinessDate | null {
  const plain = toHalfWidth(text)
    .trim()
    .replace(/日$/, '')
    .replace(/[年月/.]/g, '-');
  const digits = /^(\d{4})?(\d{2})(\d{2})$/.exec(plain);
  const parted = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$/.exec(plain);
  const [, year, month, day] = digits ?? parted ?? [];
  if (month === undefined || day === undefined) return null;
  return parseBusinessDate(`${year ?? today.slice(0, 4)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** Only used where no session has told the site's day yet. */
export const dayOfBrowser = (): BusinessDate => {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return businessDate(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
};
