/**
 * How PostgreSQL's values arrive in our code: int8 as a safe integer, numeric and date as text, timestamptz as an
 * `Instant` (ISO-8601, UTC, milliseconds). The parsers are given to each pool rather than set on the driver as a
 * whole, so that a library with its own connections (the job queue) keeps the driver's defaults.
 *
 * Columns are declared timestamptz(3): what is finer than a millisecond would be cut off here without a word.
 */
import pg from 'pg';

type Parser = (text: string) => unknown;

/** Throws when the integer is beyond 2^53: a wrong sum must never be rounded into a plausible one. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return value;
}

const TIMESTAMP = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00(?::?00)?$/;

/** `2026-01-31 16:00:00.5+00` → `2026-01-31T16:00:00.500Z`. Throws unless the session's time zone is UTC. */
export function parseTimestamptz(text: string): string {
  const match = TIMESTAMP.exec(text);
  if (match === null) throw new RangeError(`timestamptz ${text} is not a finite instant in UTC`);
  const [, day, time, fraction] = match;
  return `${day}T${time}.${(fraction ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}

const OID = {
  int8: 20,
  json: 114,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  numeric: 1700,
  jsonb: 3802,
  textArray: 1009,
  int8Array: 1016,
  dateArray: 1182,
  timestamptzArray: 1185,
  numericArray: 1231,
} as const;

const asText: Parser = (text) => text;
const parseTextArray = pg.types.getTypeParser(OID.textArray as number, 'text') as (text: string) => (string | null)[];
const arrayOf =
  (parse: Parser): Parser =>
  (text) =>
    parseTextArray(text).map((item) => (item === null ? null : parse(item)));

const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [OID.int8, parseInt8],
  [OID.numeric, asText],
  [OID.date, asText],
  [OID.timestamp, asText],
  [OID.interval, asText],
  [OID.timestamptz, parseTimestamptz],
  [OID.json, JSON.parse],
  [OID.jsonb, JSON.parse],
  [OID.int8Array, arrayOf(parseInt8)],
  [OID.numericArray, arrayOf(asText)],
  [OID.dateArray, arrayOf(asText)],
  [OID.timestamptzArray, arrayOf(parseTimestamptz)],
]);

/** For the `types` option of a `pg` pool or client. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? pg.types.getTypeParser(oid, (format ?? 'text') as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};
