/** Shapes of plan items, tasks, records and repairs that contracts share. */
import { z } from 'zod';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema } from '../values/money.ts';
import {
  itemStateSchema,
  lineKindSchema,
  periodSchema,
  repairEventKindSchema,
  repairStateSchema,
  resultSchema,
  targetSchema,
  upkeepTaskStateSchema,
  urgencySchema,
  weekdaySchema,
} from './words.ts';

export const monthDaySchema = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export const wordsSchema = z.string().trim().min(2).max(400);

/** One of the house's counters, for choosing. */
export const placeSchema = z.object({ terminalId: idSchema, name: z.string() });

export const itemSchema = z.object({
  id: idSchema,
  target: targetSchema,
  terminalId: idSchema.nullable(),
  terminalName: z.string().nullable(),
  title: textSchema,
  how: textSchema,
  every: periodSchema,
  weekday: weekdaySchema.nullable(),
  monthDay: z.int().nullable(),
  termDays: z.array(z.string()).nullable(),
  dueTime: z.string(),
  post: z.string(),
  replaces: idSchema.nullable(),
  state: itemStateSchema,
  proposedBy: z.string(),
  proposedAt: instantSchema,
  approvedBy: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  endNote: z.string().nullable(),
  can: z.array(z.string()),
});
export type ItemView = z.output<typeof itemSchema>;

export const upkeepTaskSchema = z.object({
  id: idSchema,
  itemId: idSchema,
  title: textSchema,
  how: textSchema,
  target: targetSchema,
  terminalName: z.string().nullable(),
  every: periodSchema,
  post: z.string(),
  withPost: z.string(),
  dueOn: businessDateSchema,
  dueAt: instantSchema,
  state: upkeepTaskStateSchema,
  can: z.array(z.string()),
});
export type UpkeepTaskView = z.output<typeof upkeepTaskSchema>;

export const pictureSchema = z.object({ attachmentId: idSchema, fileName: z.string(), at: instantSchema });

export const recordSchema = z.object({
  id: idSchema,
  onDate: businessDateSchema,
  at: instantSchema,
  title: textSchema,
  target: targetSchema,
  terminalName: z.string().nullable(),
  /** Off the plan it has no task. */
  planned: z.boolean(),
  result: resultSchema,
  note: z.string(),
  late: z.boolean(),
  repairId: idSchema.nullable(),
  repairNumber: z.string().nullable(),
  person: z.string(),
  post: z.string(),
  pictures: z.array(pictureSchema),
  can: z.array(z.string()),
});
export type RecordView = z.output<typeof recordSchema>;

export const repairSchema = z.object({
  id: idSchema,
  /** BX-000001, gapless. */
  number: z.string(),
  target: targetSchema,
  /** The counter's name and the number or name of the thing. */
  which: z.string(),
  seen: z.string(),
  urgency: urgencySchema,
  state: repairStateSchema,
  reportedBy: z.string(),
  reportedPost: z.string(),
  reportedAt: instantSchema,
  takenBy: z.string().nullable(),
  takenAt: instantSchema.nullable(),
  repairedBy: z.string().nullable(),
  repairedAt: instantSchema.nullable(),
  work: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  incidentId: idSchema,
  incidentNumber: z.string(),
  /** With whom the incident is, and until when. */
  ownerPost: z.string(),
  dueAt: instantSchema,
  overdue: z.boolean(),
  /** From the report to its being taken; from the report to its being repaired. */
  responseSeconds: z.int().nullable(),
  repairSeconds: z.int().nullable(),
  labourMinutes: z.int(),
  costFen: moneySchema,
  can: z.array(z.string()),
});
export type RepairView = z.output<typeof repairSchema>;

export const repairEventSchema = z.object({
  at: instantSchema,
  kind: repairEventKindSchema,
  person: z.string(),
  post: z.string(),
  text: z.string(),
});

export const repairLineSchema = z.object({
  id: idSchema,
  kind: lineKindSchema,
  name: z.string(),
  quantity: z.int(),
  unitCostFen: moneySchema,
  costFen: moneySchema,
  source: z.string(),
  /** Undone by a later line. */
  struck: z.boolean(),
  strikes: idSchema.nullable(),
  at: instantSchema,
  person: z.string(),
});

export const repairFileSchema = repairSchema.extend({
  events: z.array(repairEventSchema),
  lines: z.array(repairLineSchema),
});
export type RepairFile = z.output<typeof repairFileSchema>;
