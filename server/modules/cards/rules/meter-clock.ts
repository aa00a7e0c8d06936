/** The meter's clock shows local time of the site; the books keep moments. */
import { formatInstant, type Instant, instant } from '../../../../shared/values/calendar.ts';

const asUtc = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00.000Z`);

/** `YYYY-MM-DDThh:mm` at the site to the moment it means. Where a clock is set back, one of the two. */
export function momentOf(local: string, timeZone: string): Instant {
  const guess = instant(asUtc(local));
  const ahead = asUtc(formatInstant(guess, timeZone)) - asUtc(local);
  return instant(asUtc(local) - ahead);
}
