/**
 * How long to wait before the next try at a secret. Five wrong tries in a quarter of an hour, then a delay that
 * doubles up to a quarter of an hour; fifty an hour from one address. Nobody is ever locked out for good: that would
 * let anybody lock a clerk out.
 */
import { type Instant, secondsBetween } from '../../../../shared/values/calendar.ts';

export const WINDOW_SECONDS = 15 * 60;
export const HOUR_SECONDS = 3600;
const FREE_TRIES = 5;
const FIRST_DELAY_SECONDS = 30;
const LONGEST_DELAY_SECONDS = 15 * 60;
/** A PIN is short: from however many addresses, one signer gets no more wrong tries than this in the window. */
const TRIES_PER_SUBJECT = 20;
const TRIES_PER_ADDRESS = 50;

export interface Attempts {
  /** Wrong tries at this subject from this address within the window, oldest first. */
  readonly here: readonly Instant[];
  /** Wrong tries at this subject from anywhere within the window, oldest first. */
  readonly anywhere: readonly Instant[];
  /** Wrong tries at anything from this address within the last hour, oldest first. */
  readonly address: readonly Instant[];
}

const until = (from: Instant, now: Instant, seconds: number): number => seconds - secondsBetween(from, now);

/** Whole seconds to wait; 0 when a try is free. */
export function waitSeconds(attempts: Attempts, now: Instant): number {
  const waits = [0];
  const last = attempts.here.at(-1);
  if (last !== undefined && attempts.here.length >= FREE_TRIES) {
    const delay = FIRST_DELAY_SECONDS * 2 ** (attempts.here.length - FREE_TRIES);
    waits.push(until(last, now, Math.min(delay, LONGEST_DELAY_SECONDS)));
  }
  const oldestOfMany = attempts.anywhere.at(-TRIES_PER_SUBJECT);
  if (oldestOfMany !== undefined) waits.push(until(oldestOfMany, now, WINDOW_SECONDS));
  const oldestHere = attempts.address.at(-TRIES_PER_ADDRESS);
  if (oldestHere !== undefined) waits.push(until(oldestHere, now, HOUR_SECONDS));
  const seconds = Math.max(...waits);
  return seconds > 0 ? Math.trunc(seconds) + 1 : 0;
}
