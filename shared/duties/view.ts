import { z } from 'zod';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';

export const TASK_STATES = ['due', 'overdue', 'escalated', 'done', 'excused'] as const;
export const CADENCE_KEYS = ['day', 'week', 'month', 'year'] as const;

export const taskViewSchema = z.object({
  taskId: idSchema,
  dutyId: z.string(),
  title: textSchema,
  post: z.string(),
  cadence: z.enum(CADENCE_KEYS),
  dueOn: businessDateSchema,
  dueAt: instantSchema,
  state: z.enum(TASK_STATES),
  withPost: z.string(),
  /** Operations of which one keeps the duty; empty: it is ticked with a note. */
  work: z.array(z.object({ operation: z.string(), title: textSchema })),
  endedBy: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  /** Kept after its time. */
  late: z.boolean(),
  evidence: textSchema.nullable(),
  can: z.array(z.string()),
});

export const queueItemSchema = z.object({
  title: textSchema,
  count: z.int().nonnegative(),
  href: z.string(),
  tone: z.enum(['plain', 'soon', 'wrong']),
});

/** A figure says how its value is shown: fen as money, thousandths as quantity. */
export const figureSchema = z.object({
  title: textSchema,
  value: z.int(),
  as: z.enum(['count', 'money', 'quantity']),
  unit: z.string().optional(),
  href: z.string(),
  tone: z.enum(['plain', 'soon', 'wrong']).optional(),
});

export const latestSchema = z.object({
  at: instantSchema,
  person: z.string(),
  post: z.string(),
  what: textSchema,
});

export const registerRowSchema = z.object({
  id: z.string(),
  chapter: z.int(),
  title: textSchema,
  posts: z.array(textSchema),
  kinds: z.array(textSchema),
  when: z.array(textSchema),
  proven: z.boolean(),
  /** Owed in this house: its pack is switched on. */
  owed: z.boolean(),
  holders: z.array(z.string()),
  latest: latestSchema.nullable(),
});
