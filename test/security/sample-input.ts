/**
 * An input that a schema takes, made from the schema itself: what is needed and nothing more, or every field. Texts
 * are tried from a list until one fits; the few inputs whose fields hang together are written down below.
 */
import type { z } from 'zod';
import { newId } from '../../shared/values/ids.ts';
import { LADDER } from '../support/counter.ts';

interface Def {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Record<string, unknown>;
  readonly values?: readonly unknown[];
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

/** The schema under its optional, its default and its transformations: what a caller writes. */
export function bare(schema: z.ZodType): z.ZodType {
  const { innerType, in: from, getter } = defOf(schema);
  const next = innerType ?? from ?? getter?.();
  return next === undefined ? schema : bare(next);
}

const DAY = '2026-03-02';
const TEXTS: readonly string[] = [
  '甲乙丙',
  'abcdef',
  'D1',
  'A',
  '123456',
  '1',
  DAY,
  `${DAY}T01:00:00.000Z`,
  '2026-02',
  '08:30',
  '01',
  '1001',
  '000000000161',
  '12345678901',
  '13800001111',
  '01234567890123456',
  'f'.repeat(64),
  'f'.repeat(32),
  'f'.repeat(16),
  'aGVsbG8h',
  '127.0.0.1',
  'wooden bridge over tea',
  '/dev/ttyS0',
  'Asia/Shanghai',
  'A'.repeat(22),
  'ABCD-EFGH-JKMN-PQRS',
];
const NUMBERS: readonly number[] = [1, 0, 5, 10, 100, 1000, 5000, 9600, 2014, 120, 60, 30];

const firstFitting = (schema: z.ZodType, candidates: readonly unknown[]): unknown =>
  candidates.find((candidate) => schema.safeParse(candidate).success);

interface Wanted {
  /** Fields that may be left out are filled in too. */
  readonly full: boolean;
}

function ofObject(shape: Record<string, z.ZodType>, wanted: Wanted): object {
  const fields = Object.entries(shape).filter(
    ([, field]) => wanted.full || !field.safeParse(undefined).success || field.def.type === 'unknown',
  );
  return Object.fromEntries(
    fields.flatMap(([key, field]) => {
      const value = sampleOf(field, wanted);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function ofList(schema: z.ZodType, element: z.ZodType, wanted: Wanted): unknown {
  const one = (): unknown => sampleOf(element, wanted);
  return firstFitting(schema, [[one()], [], [one(), one()]]);
}

/** A value the schema takes; undefined where none was found. */
export function sampleOf(schema: z.ZodType, wanted: Wanted = { full: false }): unknown {
  const inner = bare(schema);
  const def = defOf(inner);
  if (def.shape !== undefined) return ofObject(def.shape, wanted);
  if (def.element !== undefined) return ofList(schema, def.element, wanted);
  if (def.options !== undefined)
    return firstFitting(
      schema,
      def.options.map((option) => sampleOf(option, wanted)),
    );
  if (def.entries !== undefined) return firstFitting(schema, Object.values(def.entries));
  if (def.values !== undefined) return def.values[0];
  if (def.type === 'record')
    return firstFitting(schema, [{}, { [String(sampleOf(def.keyType!))]: sampleOf(def.valueType!) }]);
  return firstFitting(schema, [newId(), ...TEXTS, ...NUMBERS, true, false, {}]);
}

/** Inputs whose fields hang together, or whose text has a grammar of its own. */
const BY_HAND: Readonly<Record<string, () => object>> = {
  'posts.sign-act': () => ({ pin: '730518', act: 'cases.report-incident', content: {} }),
  'devices.enrol-terminal': () => ({ code: 'ABCD-EFGH-JKMN-PQRS', publicKey: Buffer.alloc(44, 7).toString('base64') }),
  'prices.propose-tariff': () => ({
    categoryCode: 'dormitory',
    spec: LADDER,
    reason: '按批文执行',
    signatures: [newId()],
  }),
  'collection.set-collection-schedule': () => ({ everyHours: 2 }),
  'control.propose-timetable': () => ({
    buildingId: newId(),
    title: '熄灯',
    windows: [{ weekdays: [1], from: '23:00', to: '06:00' }],
    reason: '熄灯制度',
    signatures: [newId()],
  }),
  'control.start-batch': () => ({
    roomIds: [newId()],
    command: 'close',
    reason: 'safety',
    note: '检修线路',
    signatures: [newId()],
  }),
  'vending.quote-sale': () => ({ meterId: newId(), moneyFen: 100 }),
  'vending.sale': () => ({ saleId: newId() }),
};

/** @throws where the schema takes none of what was tried: write the input down in BY_HAND */
export function sampleInput(
  name: string,
  schema: z.ZodType,
  wanted: Wanted = { full: false },
): Record<string, unknown> {
  const made = [BY_HAND[name]?.(), sampleOf(schema, wanted), sampleOf(schema, { full: true }), sampleOf(schema)];
  const fitting = firstFitting(schema, made);
  if (fitting === undefined)
    throw new Error(
      `${name}: ${JSON.stringify(schema.safeParse(made.find((one) => one !== undefined)).error?.issues)}`,
    );
  return fitting as Record<string, unknown>;
}
