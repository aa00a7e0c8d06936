/** Restoring never gives up: every minute at first, then every ten minutes, then every hour. */
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';

const SOON = 3;
const OFTEN = 12;

/** From the third failure on a person is told. */
export const isTold = (tries: number): boolean => tries >= SOON;

export function isTimeAgain(tries: number, lastEnded: Instant, now: Instant): boolean {
  const minutes = tries < SOON ? 1 : tries < OFTEN ? 10 : 60;
  return addSeconds(lastEnded, minutes * 60) <= now;
}
