/**
 * From a contract's input schema to the fields of a form. Pure. A schema of `shared/values` is known by identity, so
 * money is money because its contract says `positiveMoneySchema`; a schema derived from one (refined, described) is
 * known by `.meta({ as: 'money' })` or, last, by the ending of its name: …Fen, …Milli, …Price.
 */
import type { z } from 'zod';
import type { Text } from '../../shared/text.ts';
import { denominationCountSchema } from '../../shared/values/denominations.ts';
import { moneySchema, nonNegativeMoneySchema, positiveMoneySchema } from '../../shared/values/money.ts';
import { unitPriceSchema } from '../../shared/values/price.ts';
import { nonNegativeQuantitySchema, positiveQuantitySchema, quantitySchema } from '../../shared/values/quantity.ts';

export type FieldKind =
  | 'text' | 'long-text' | 'number' | 'money' | 'quantity' | 'price' | 'yes-no' | 'choice' | 'choices' | 'date'
  | 'instant' | 'record' | 'lines' | 'group' | 'texts' | 'count' | 'fixed' | 'other'; // biome-ignore format: a closed list

export interface Field {
  readonly key: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly label: Text;
  readonly preset: unknown;
  readonly maxLength: number | null;
  /** Of a choice, in the order of the contract. */
  readonly options: readonly { readonly value: string; readonly label: Text }[];
  /** Of a group, or of each of the lines. */
  readonly fields: readonly Field[];
}

export type Labels = Readonly<Record<string, Text>>;

/** What is read of a zod schema; zod's own types do not let one walk an unknown schema. */
interface Def {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly element?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly format?: string;
  readonly defaultValue?: unknown;
  readonly options?: readonly Schema[];
}

interface Schema {
  readonly def: Def;
  readonly maxLength?: number | null;
  readonly meta?: () => Record<string, unknown> | undefined;
}

const KNOWN = new Map<unknown, FieldKind>([
  [moneySchema, 'money'],
  [nonNegativeMoneySchema, 'money'],
  [positiveMoneySchema, 'money'],
  [quantitySchema, 'quantity'],
  [nonNegativeQuantitySchema, 'quantity'],
  [positiveQuantitySchema, 'quantity'],
  [unitPriceSchema, 'price'],
  [denominationCountSchema, 'count'],
]);

const META_KINDS: ReadonlySet<unknown> = new Set<FieldKind>([
  'money',
  'quantity',
  'price',
  'long-text',
  'count',
  'date',
]);
const LONG_FROM = 201;

interface Unwrapped {
  readonly schema: Schema;
  readonly required: boolean;
  readonly preset: unknown;
}

function unwrap(outer: Schema): Unwrapped {
  let schema = outer;
  let required = true;
  let preset: unknown;
  for (;;) {
    const { type, innerType, defaultValue } = schema.def;
    if (innerType === undefined && schema.def.in === undefined) return { schema, required, preset };
    if (type === 'optional' || type === 'nullable' || type === 'default' || type === 'prefault') required = false;
    if (type === 'default' || type === 'prefault') preset = defaultValue;
    schema = (innerType ?? schema.def.in)!;
  }
}

function kindByName(key: string): FieldKind {
  if (/Fen$/.test(key)) return 'money';
  if (/Milli$/.test(key)) return 'quantity';
  if (/[pP]rice$/.test(key)) return 'price';
  return 'number';
}

function kindOfString(schema: Schema): FieldKind {
  if (schema.def.format === 'uuid' || schema.def.format === 'guid') return 'record';
  if (schema.def.format === 'date') return 'date';
  if (schema.def.format === 'datetime') return 'instant';
  return (schema.maxLength ?? 0) >= LONG_FROM ? 'long-text' : 'text';
}

function kindOfArray(element: Schema): FieldKind {
  const inner = unwrap(element).schema;
  if (inner.def.type === 'object') return 'lines';
  if (inner.def.type === 'enum') return 'choices';
  return inner.def.type === 'string' ? 'texts' : 'other';
}

function kindOf(schema: Schema, key: string): FieldKind {
  const known = KNOWN.get(schema);
  if (known !== undefined) return known;
  const as = schema.meta?.()?.as;
  if (META_KINDS.has(as)) return as as FieldKind;
  switch (schema.def.type) {
    case 'string':
      return kindOfString(schema);
    case 'number':
      return kindByName(key);
    case 'boolean':
      return 'yes-no';
    case 'enum':
      return 'choice';
    case 'literal':
      return 'fixed';
    case 'object':
      return 'group';
    case 'array':
      return schema.def.element === undefined ? 'other' : kindOfArray(schema.def.element);
    default:
      return 'other';
  }
}

const raw = (name: string): Text => ({ zh: name, en: name });

function optionsOf(schema: Schema, key: string, labels: Labels): Field['options'] {
  const inner = schema.def.element === undefined ? schema : unwrap(schema.def.element).schema;
  return Object.values(inner.def.entries ?? {}).map((value) => ({
    value,
    label: labels[`${key}.${value}`] ?? labels[value] ?? raw(value),
  }));
}

function innerFields(schema: Schema, kind: FieldKind, path: string, labels: Labels): readonly Field[] {
  if (kind === 'group') return fieldsIn(schema, labels, path);
  if (kind === 'lines') return fieldsIn(unwrap(schema.def.element!).schema, labels, path);
  return [];
}

function fieldsIn(object: Schema, labels: Labels, under: string): readonly Field[] {
  return Object.entries(object.def.shape ?? {}).map(([key, outer]) => {
    const { schema, required, preset } = unwrap(outer);
    const path = under === '' ? key : `${under}.${key}`;
    const kind = kindOf(schema, key);
    return {
      key,
      kind,
      required,
      label: labels[path] ?? labels[key] ?? raw(key),
      preset: kind === 'fixed' ? schema.def.values?.[0] : preset,
      maxLength: schema.maxLength ?? null,
      options: optionsOf(schema, key, labels),
      fields: innerFields(schema, kind, path, labels),
    };
  });
}

/**
 * The fields of an input. Labels by path (`lines.partId`), then by name; of a choice's options by `tender.cash`.
 * `signatures` is no field: the signing dialog fills it.
 */
export function fieldsOf(input: z.ZodType, labels: Labels = {}): readonly Field[] {
  return fieldsIn(unwrap(input as unknown as Schema).schema, labels, '').filter((field) => field.key !== 'signatures');
}

/** What a form holds before anything is typed: presets of the contract, then what the page knows already. */
export function startingValues(fields: readonly Field[], given: Readonly<Record<string, unknown>> = {}) {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.preset !== undefined) values[field.key] = field.preset;
    else if (field.kind === 'lines' && field.required) values[field.key] = [{}];
    else if (field.kind === 'group' && field.required) values[field.key] = startingValues(field.fields);
    else if (field.kind === 'count' && field.required) values[field.key] = {};
    else if (field.kind === 'yes-no' && field.required) values[field.key] = false;
    else if ((field.kind === 'choices' || field.kind === 'texts') && field.required) values[field.key] = [];
  }
  return { ...values, ...given };
}
