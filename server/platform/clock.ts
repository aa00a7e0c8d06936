/** Time is an interface, so that a test or the demo house can say what time it is. Rules never ask the clock. */
import { type Instant, instant } from '../../shared/values/calendar.ts';

export interface Clock {
  now(): Instant;
  /** It is this machine's own: only then it says something to compare it with another machine's. */
  readonly isMachine?: true;
}

export const systemClock: Clock = { now: () => instant(Date.now()), isMachine: true };

/** A clock that stands where it is put; for tests and for building the demo house. */
export function setClock(start: Instant): Clock & { set(to: Instant): void } {
  let now = start;
  return {
    now: () => now,
    set(to) {
      now = to;
    },
  };
}
