/**
 * Reads the body of a chain record back. Bodies are canonical JSON with their members in a known order, so the text of
 * each kept row is cut out and hashed as it stands; only a body of another shape is parsed as a whole.
 *
 * Cutting looks at ASCII only, so it may be given the body's bytes as Latin-1: places are then offsets of bytes.
 */
import { canonicalJson } from '../../../../shared/values/canonical.ts';

export interface ReadFact {
  readonly table: string;
  /** Canonical JSON of the row. */
  readonly row: string;
}

export interface ReadRecord {
  readonly at: string;
  readonly operation: string;
  readonly person: string;
  readonly post: string;
  readonly facts: readonly ReadFact[];
}

const START = '{"at":"';
const FACTS = '","facts":[';
const AT_LENGTH = 24;
const ROW = '{"row":';
const TABLE = ',"table":"';

/** Where the canonical JSON of a row stands in the body. */
export interface FactPlace {
  readonly table: string;
  readonly start: number;
  readonly end: number;
}

export interface CutRecord extends Omit<ReadRecord, 'facts'> {
  readonly facts: readonly FactPlace[];
}

/** Undefined when the text is no record at all. */
export function readRecord(body: string): ReadRecord | undefined {
  const found = cutRecord(body);
  if (found === undefined) return parseRecord(body);
  return { ...found, facts: found.facts.map(({ table, start, end }) => ({ table, row: body.slice(start, end) })) };
}

/** Undefined when the text is no record, or one of another shape than is written here. */
export function cutRecord(body: string): CutRecord | undefined {
  try {
    return cut(body);
  } catch {
    return undefined;
  }
}

/** A record of any shape, parsed as a whole. */
export function parseRecord(body: string): ReadRecord | undefined {
  try {
    return parse(body);
  } catch {
    return undefined;
  }
}

function parse(body: string): ReadRecord | undefined {
  const { at, operation, person, post, facts } = JSON.parse(body) as Record<string, unknown>;
  if (!Array.isArray(facts) || [at, operation, person, post].some((member) => typeof member !== 'string'))
    return undefined;
  return {
    at: at as string,
    operation: operation as string,
    person: person as string,
    post: post as string,
    facts: facts.map(({ table, row }: { table: string; row: unknown }) => ({ table, row: canonicalJson(row) })),
  };
}

function cut(body: string): CutRecord | undefined {
  const factsAt = START.length + AT_LENGTH;
  if (!body.startsWith(START) || !body.startsWith(FACTS, factsAt)) return undefined;
  const facts: FactPlace[] = [];
  let at = factsAt + FACTS.length;
  while (body.startsWith(ROW, at)) {
    const start = at + ROW.length;
    const end = endOfObject(body, start);
    if (!body.startsWith(TABLE, end)) return undefined;
    const name = end + TABLE.length;
    const quote = body.indexOf('"', name);
    if (quote < 0 || body[quote + 1] !== '}') return undefined;
    facts.push({ table: body.slice(name, quote), start, end });
    at = quote + 2;
    if (body[at] === ',') at += 1;
  }
  if (body[at] !== ']') return undefined;
  const rest = body[at + 1] === ',' ? body.slice(at + 2) : undefined;
  if (rest === undefined) return undefined;
  const { operation, person, post } = JSON.parse(`{${rest}`) as Record<string, string>;
  if (operation === undefined || person === undefined || post === undefined) return undefined;
  return { at: body.slice(START.length, factsAt), operation, person, post, facts };
}

/**
 * Index after the object that starts at `start`. Inside a JSON string an unescaped quote ends it, so `},"table":"`
 * cannot stand there; it can only come from an object within the row, and such a row is walked character by character.
 */
function endOfObject(body: string, start: number): number {
  const guess = body.indexOf(`}${TABLE}`, start);
  if (guess >= 0) {
    const brace = body.indexOf('{', start + 1);
    if (brace < 0 || brace > guess) return guess + 1;
  }
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    const character = body.charCodeAt(at);
    if (character === 0x22) at = endOfString(body, at);
    else if (character === 0x7b) depth += 1;
    else if (character === 0x7d && --depth === 0) return at + 1;
  }
  return body.length;
}

function endOfString(body: string, quote: number): number {
  for (let at = quote + 1; at < body.length; at += 1) {
    const character = body.charCodeAt(at);
    if (character === 0x5c) at += 1;
    else if (character === 0x22) return at;
  }
  return body.length;
}
