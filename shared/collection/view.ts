/** Shapes of schedules, runs, results, flags and consumption that contracts share. */
import { z } from 'zod';
import { creditUnitSchema } from '../metering/words.ts';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema } from '../values/money.ts';
import { commoditySchema, quantitySchema } from '../values/quantity.ts';
import { flagKindSchema, flagStateSchema, resultStateSchema, runStateSchema } from './words.ts';

/** One or several times of the day, '00:05 12:00'. */
export const timesSchema = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d( +([01]\d|2[0-3]):[0-5]\d){0,23}$/);

export const scheduleSchema = z.object({
  scheduleId: idSchema,
  buildingId: idSchema.nullable(),
  buildingCode: z.string().nullable(),
  times: z.string(),
  everyHours: z.int().nullable(),
  setBy: z.string(),
  setAt: instantSchema,
  nextAt: instantSchema,
  can: z.array(z.string()),
});

export const runSchema = z.object({
  /** The run. */
  id: idSchema,
  buildingCode: z.string().nullable(),
  meterNo: z.string().nullable(),
  bySchedule: z.boolean(),
  plannedAt: instantSchema,
  startedAt: instantSchema,
  startedBy: z.string(),
  endedAt: instantSchema.nullable(),
  state: runStateSchema,
  asked: z.int(),
  waiting: z.int(),
  read: z.int(),
  silent: z.int(),
  unreachable: z.int(),
  refused: z.int(),
  flagged: z.int(),
});
export type RunView = z.output<typeof runSchema>;

export const resultSchema = z.object({
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  state: resultStateSchema,
  totalMilli: quantitySchema.nullable(),
  usedMilli: quantitySchema.nullable(),
  clockAheadSeconds: z.int().nullable(),
  reason: z.string().nullable(),
  flagged: z.boolean(),
  endedAt: instantSchema.nullable(),
});

export const flagSchema = z.object({
  /** The flag. */
  id: idSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  kind: flagKindSchema,
  what: textSchema,
  firstAt: instantSchema,
  lastAt: instantSchema,
  times: z.int(),
  state: flagStateSchema,
  caseId: idSchema.nullable(),
  caseNumber: z.string().nullable(),
  seenBy: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
  can: z.array(z.string()),
});
export type FlagView = z.output<typeof flagSchema>;

/** Without days: the last seven. */
export const consumptionFilter = {
  from: businessDateSchema.optional(),
  until: businessDateSchema.optional(),
  commodity: commoditySchema.default('electricity'),
  buildingId: idSchema.optional(),
  roomId: idSchema.optional(),
};

export const consumptionRowSchema = z.object({
  date: businessDateSchema,
  buildingCode: z.string(),
  roomCode: z.string(),
  roomId: idSchema,
  meterNo: z.string(),
  usedMilli: quantitySchema,
  /** How many readings the day's figure rests on; with more days between two readings it belongs to all of them. */
  readings: z.int(),
  days: z.int(),
});

export const buildingTotalSchema = z.object({
  buildingId: idSchema,
  buildingCode: z.string(),
  meters: z.int(),
  usedMilli: quantitySchema,
});

export const creditSeenSchema = z.object({
  id: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  seenAt: instantSchema,
  source: z.enum(['network', 'card']),
  unit: creditUnitSchema,
  remainingFen: moneySchema.nullable(),
  remainingMilli: quantitySchema.nullable(),
  possibleFen: moneySchema.nullable(),
  possibleMilli: quantitySchema.nullable(),
  purchaseCount: z.int().nullable(),
  agrees: z.boolean(),
});
