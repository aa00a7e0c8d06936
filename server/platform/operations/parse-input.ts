/** Checks what came in against the contract's schema and says every problem at once, naming the field. */
import type { z } from 'zod';
import { refuse } from './refuse.ts';

/** The database keeps neither the character zero nor half a surrogate pair; no keyboard makes them. */
const isText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Places of texts that cannot be kept. Without recursion: what comes in may be nested as deep as it is long. */
function unkeepable(raw: unknown): string[] {
  const found: string[] = [];
  const left: { readonly place: string; readonly value: unknown }[] = [{ place: '·', value: raw }];
  for (let next = left.pop(); next !== undefined && found.length < 20; next = left.pop()) {
    const { place, value } = next;
    if (typeof value === 'string' && !isText(value)) found.push(place);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value))
      if (isText(key)) left.push({ place: key, value: inner });
      else found.push(place);
  }
  return found;
}

export function parseInput(schema: z.ZodType, raw: unknown): unknown {
  const broken = unkeepable(raw);
  if (broken.length > 0)
    refuse('request.invalid', { problems: broken.map((at) => `${at}: no text`).join('; '), fields: broken });
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 20)
    .map((issue) => `${issue.path.map(String).join('.') || '·'}: ${issue.message}`);
  return refuse('request.invalid', {
    problems: problems.join('; '),
    fields: parsed.error.issues.slice(0, 20).map((issue) => issue.path.map(String).join('.')),
  });
}

type Shape = Record<string, z.ZodType>;

function innermost(schema: z.ZodType): z.ZodType {
  let inner: z.ZodType = schema;
  for (;;) {
    const def = inner.def as { type: string; innerType?: z.ZodType; in?: z.ZodType };
    const next = def.innerType ?? (def.type === 'pipe' ? def.in : undefined);
    if (next === undefined) return inner;
    inner = next;
  }
}

function fromText(schema: z.ZodType, text: string | readonly string[]): unknown {
  const inner = innermost(schema);
  const def = inner.def as { type: string; element?: z.ZodType };
  if (def.type === 'array') {
    const items = typeof text === 'string' ? [text] : text;
    return items.map((item) => fromText(def.element as z.ZodType, item));
  }
  const last = typeof text === 'string' ? text : (text[text.length - 1] ?? '');
  // An empty or non-numeric text must stay a text, so that the schema refuses it: Number('') is 0.
  if (def.type === 'number') return /^-?\d+(\.\d+)?$/.test(last) ? Number(last) : last;
  if (def.type === 'boolean') return last === 'true' ? true : last === 'false' ? false : last;
  return last;
}

/** A query string as the input object of a query contract: numbers, booleans and lists by the schema. */
export function inputFromQueryString(schema: z.ZodType, query: Readonly<Record<string, unknown>>): unknown {
  const def = innermost(schema).def as { type: string; shape?: Shape };
  if (def.type !== 'object' || def.shape === undefined) return query;
  const shape = def.shape;
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
      return [key, field === undefined ? value : fromText(field, value as string | string[])];
    }),
  );
}
