/** A meter's clock shows the site's own time without naming a zone; here it is brought to an instant and back. */
import { formatInstantSeconds, type Instant, instant } from '../../../../shared/values/calendar.ts';

/** 'YYYY-MM-DDTHH:mm:ss' as the site's clocks show it. */
export const localTime = (at: Instant, timeZone: string): string =>
  formatInstantSeconds(at, timeZone).replace(' ', 'T');

const HOUR_MS = 3_600_000;

/** The instant at which the site's clocks show this; where an hour comes twice, its first. Null: the hour is left out. */
export function instantOf(shown: string, timeZone: string): Instant | null {
  const asUtc = Date.parse(`${shown}.000Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (ms: number): number => Date.parse(`${localTime(instant(ms), timeZone)}.000Z`) - ms;
  const guesses = [asUtc - 14 * HOUR_MS, asUtc, asUtc + 12 * HOUR_MS].map((near) => asUtc - offsetAt(near));
  const right = guesses.filter((ms) => localTime(instant(ms), timeZone) === shown);
  return right.length === 0 ? null : instant(Math.min(...right));
}
