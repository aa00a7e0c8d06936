/**
 * Inputs made from a contract's schema: what fits it, and what does not. Strange contents are tried on purpose: numbers
 * at the edge of what a machine holds, texts no keyboard types, names that mean something to JavaScript or SQL.
 */
import type { z } from 'zod';
import { newId } from '../../shared/values/ids.ts';
import type { Random } from '../simulation/random.ts';

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
}

const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

const STRANGE_TEXTS: readonly string[] = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  '𝒳🏮\u202e倒',
  '\ufeff\u200b',
  '__proto__',
  'constructor',
  "'; drop table sale; --",
  '%_\\',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example")',
  '../../etc/passwd',
  '９９９９９９９９９９９９',
  '1e309',
  'NaN',
  '-0',
  '字'.repeat(300),
  'x'.repeat(5000),
];

const PLAIN_TEXTS: readonly string[] = [
  'D7', '甲', '按批文执行', '一号窗口', '2026-03-02', '2026-03', '2026-02-29', '9999-12-31', '0001-01-01', '23:59',
  '2026-03-02T01:00:00.000Z', '13800000000', 'a@b.example', 'eQ==', 'shoudian1', '127.0.0.1', 'room 1', '2026', '730518',
  ...[1, 2, 4, 6, 8, 10, 11, 12, 14, 16, 18, 20].map((length) => '1234567890'.repeat(2).slice(0, length)),
  ...[4, 8, 12, 16, 32, 64].flatMap((length) => ['0'.repeat(length), 'ab12'.repeat(16).slice(0, length)]),
]; // biome-ignore format: a list

const NUMBERS: readonly number[] = [
  0, 1, 2, 7, 12, 60, 100, 1000, 9600, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 10 ** 12, 2 ** 53 - 1, -1, -(2 ** 31) - 1,
  -(2 ** 53) + 1,
]; // biome-ignore format: a list

/** Of another kind than what is asked for, or beyond every limit. */
const WRONG: readonly unknown[] = [
  null, true, -1, 0.5, 1e300, 2 ** 53, '', 'a\u0000b', '𝒳🏮', 'x'.repeat(100_000), [], [[]], {}, { a: { b: [] } },
  JSON.parse('{"__proto__":{"admin":true}}'), { constructor: 1 }, Array(2000).fill(0), '-1', '1; drop table sale',
]; // biome-ignore format: a list

const fitting = new WeakMap<z.ZodType, readonly unknown[]>();

/** Those of the words and numbers above that the schema takes. */
function candidatesOf(schema: z.ZodType): readonly unknown[] {
  const known = fitting.get(schema);
  if (known !== undefined) return known;
  const all: unknown[] = [newId(), ...PLAIN_TEXTS, ...STRANGE_TEXTS, ...NUMBERS, true, false];
  const found = all.filter((value) => schema.safeParse(value).success);
  fitting.set(schema, found);
  return found;
}

/** Ids that exist, by the name of the field; where there are none, one that was never given out. */
export type KnownIds = (field: string) => readonly string[];

interface Making {
  readonly random: Random;
  readonly ids: KnownIds;
}

/** A value that fits the schema as far as its parts tell; rules over several fields may still refuse it. */
export function valueFor(schema: z.ZodType, making: Making, field = ''): unknown {
  const { random, ids } = making;
  const def = defOf(schema);
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return random.chance(30) ? undefined : valueFor(def.innerType!, making, field);
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape!)
          .map(([key, part]) => [key, valueFor(part, making, key)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'array': {
      const items = Array.from({ length: random.between(0, 3) }, () => valueFor(def.element!, making, field));
      return schema.safeParse(items).success ? items : [valueFor(def.element!, making, field)];
    }
    case 'record':
      return { [String(valueFor(def.keyType!, making))]: valueFor(def.valueType!, making) };
    case 'union':
      return valueFor(random.pick(def.options!), making, field);
    case 'enum':
      return random.pick(Object.values(def.entries!));
    case 'literal':
      return random.pick(def.values!);
    case 'unknown':
      return random.pick(WRONG);
    default: {
      const known = /Ids?$/.test(field) ? ids(field) : [];
      if (known.length > 0 && random.chance(85)) return random.pick(known);
      const candidates = candidatesOf(schema);
      return candidates.length > 0 ? random.pick(candidates) : random.pick(STRANGE_TEXTS);
    }
  }
}

type Spoil = (input: Record<string, unknown>, random: Random) => unknown;

const SPOILS: Readonly<Record<string, Spoil>> = {
  'wrong kind': (input, random) => {
    const keys = Object.keys(input);
    return keys.length === 0 ? random.pick(WRONG) : { ...input, [random.pick(keys)]: random.pick(WRONG) };
  },
  'a field missing': (input, random) => {
    const keys = Object.keys(input);
    const left = keys.length === 0 ? null : random.pick(keys);
    return Object.fromEntries(Object.entries(input).filter(([key]) => key !== left));
  },
  'a field too many': (input, random) => ({
    ...input,
    [random.pick(['siteId', 'priceFen', 'admin', 'toString', 'hasOwnProperty', '$where'])]: random.pick(WRONG),
  }),
  'a prototype': (input) =>
    JSON.parse(`{"__proto__":{"admin":true},${JSON.stringify(input).slice(1)}`.replace(',}', '}')),
  'no object at all': (_input, random) => random.pick(WRONG),
  'deep inside': (input, random) => {
    const nested = Object.entries(input).find(([, value]) => typeof value === 'object' && value !== null);
    if (nested === undefined) return { ...input, extra: random.pick(WRONG) };
    const [key, value] = nested;
    const spoiltPart = Array.isArray(value) ? [...value, random.pick(WRONG)] : { ...(value as object), extra: 1 };
    return { ...input, [key]: spoiltPart };
  },
};

export const SPOIL_NAMES = Object.keys(SPOILS);

export const spoiled = (name: string, input: unknown, random: Random): unknown =>
  SPOILS[name]!((typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>, random);
