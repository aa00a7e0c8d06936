/**
 * A place in a list: what the last row of a page gave as `next`, handed back to go on from there. Its parts are read by
 * their kind, so that what no page of ours was told is refused as an input and never reaches the database.
 */
import { instantSchema, parseBusinessDate } from '../../../shared/values/calendar.ts';
import { idSchema } from '../../../shared/values/ids.ts';
import { refuse } from './refuse.ts';

const FITS = {
  instant: (text: string) => instantSchema.safeParse(text).success,
  id: (text: string) => idSchema.safeParse(text).success,
  date: (text: string) => parseBusinessDate(text) !== null,
  number: (text: string) => /^\d{1,9}$/.test(text),
  text: (text: string) => text !== '',
} as const;

export type PlacePart = keyof typeof FITS;

/** As many texts as parts. Refuses 'request.invalid'. */
export function readPlace(after: string, separator: string, parts: readonly PlacePart[]): string[] {
  const given = after.split(separator);
  if (given.length === parts.length && parts.every((part, index) => FITS[part](given[index]!))) return given;
  return refuse('request.invalid', { problems: 'after', fields: ['after'] });
}

/** The same, with nothing in every part where a list is read from its beginning. */
export const placeOrNothing = (
  after: string | undefined,
  separator: string,
  parts: readonly PlacePart[],
): (string | null)[] => (after === undefined ? parts.map(() => null) : readPlace(after, separator, parts));
