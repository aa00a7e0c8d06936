import { z } from 'zod';
import { textSchema } from '../text.ts';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema } from '../values/money.ts';

export const CASE_STATES = ['open', 'in-hand', 'closed'] as const;
export const CASE_KINDS = ['case', 'incident'] as const;

export const caseViewSchema = z.object({
  caseId: idSchema,
  /** 'C12' or 'I7': cases and incidents are numbered apart, without gaps. */
  number: z.string(),
  kind: z.enum(CASE_KINDS),
  subject: z.string(),
  title: textSchema,
  summary: textSchema,
  grave: z.boolean(),
  amountFen: moneySchema.nullable(),
  documentKind: z.string().nullable(),
  documentId: idSchema.nullable(),
  parties: z.array(z.string()),
  openedAt: instantSchema,
  ownerPost: z.string(),
  dueAt: instantSchema,
  overdue: z.boolean(),
  escalations: z.number(),
  state: z.enum(CASE_STATES),
  takenBy: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: instantSchema.nullable(),
  resolution: z.string().nullable(),
  can: z.array(z.string()),
});

export const caseEventSchema = z.object({
  at: instantSchema,
  kind: z.enum(['opened', 'taken', 'note', 'escalated', 'closed']),
  person: z.string(),
  post: z.string(),
  text: z.string(),
});

export const casePictureSchema = z.object({
  attachmentId: idSchema,
  fileName: z.string(),
  at: instantSchema,
  person: z.string(),
});

export const caseWithEventsSchema = caseViewSchema.extend({
  events: z.array(caseEventSchema),
  pictures: z.array(casePictureSchema),
});
