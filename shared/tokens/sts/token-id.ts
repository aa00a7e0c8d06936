/**
 * The token identifier (TID) of IEC 62055-41: whole minutes since the base date of the meter's key, in 24 bits. A meter
 * remembers the last ones and takes each only once, so a meter is given one token a minute: who buys twice in a minute
 * gets the next free one.
 *
 * 00:01 of each day (UTC) is kept for special tokens; an ordinary one issued then gets the minute after.
 * A base date lasts almost 32 years: that of 1993 ended on 2024-11-24 20:15 UTC, and a meter that still has it must
 * change its key, with the new base date, before anything more can be sold to it.
 */
import type { Instant } from '../../values/calendar.ts';

export const BASE_YEARS = [1993, 2014, 2035] as const;
export type BaseYear = (typeof BASE_YEARS)[number];

/** The last identifier: 24 bits. */
export const LAST_TOKEN_ID = 16_777_215;

const MINUTE_MS = 60_000;
const MINUTES_OF_DAY = 1440;
const RESERVED_MINUTE = 1;

/** Minutes since the base date; may lie beyond the last identifier, or before the base date. */
export function minutesSince(base: BaseYear, at: Instant): number {
  return Math.floor((Date.parse(at) - Date.UTC(base, 0, 1)) / MINUTE_MS);
}

export function isReserved(tokenId: number): boolean {
  return tokenId % MINUTES_OF_DAY === RESERVED_MINUTE;
}

/** The moment an identifier says. */
export function instantOfTokenId(base: BaseYear, tokenId: number): Instant {
  return new Date(Date.UTC(base, 0, 1) + tokenId * MINUTE_MS).toISOString() as Instant;
}

/**
 * The identifier of an ordinary token issued at `at`: the first free one from that minute on. Null where the base date
 * has ended, or not begun.
 */
export function nextTokenId(base: BaseYear, at: Instant, isTaken: (tokenId: number) => boolean): number | null {
  let tokenId = minutesSince(base, at);
  if (tokenId < 0) return null;
  while (isReserved(tokenId) || isTaken(tokenId)) tokenId += 1;
  return tokenId > LAST_TOKEN_ID ? null : tokenId;
}
