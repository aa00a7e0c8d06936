/** Slips and sheets as lists and pages show them. */
import { z } from 'zod';
import { postSchema } from '../posts/post-schema.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { dayContentSchema } from './day-content.ts';
import { digestSchema, slipContentSchema } from './slip-content.ts';
import { SIGNER_ROLES, SLIP_STATES } from './slip-states.ts';
import { tallySchema } from './tally.ts';

export const slipPaperSchema = z.enum(['A4', 'slip-241x140']);
export type SlipPaper = z.output<typeof slipPaperSchema>;
export const slipCopySchema = z.int().min(1).max(3);

export const slipRowSchema = z.object({
  slipId: idSchema,
  slipNo: z.string(),
  businessDate: businessDateSchema,
  session: z.string(),
  custodianName: z.string(),
  /** Null to the second signer who has not entered the own account yet; so are the figures below. */
  receivedFen: nonNegativeMoneySchema.nullable(),
  refundedFen: nonNegativeMoneySchema.nullable(),
  countedFen: nonNegativeMoneySchema.nullable(),
  overShortFen: moneySchema.nullable(),
  state: z.enum(SLIP_STATES),
  madeAt: instantSchema,
});

export const slipSignatureSchema = z.object({
  role: z.enum(SIGNER_ROLES),
  personName: z.string(),
  post: postSchema,
  at: instantSchema,
});

export const printSchema = z.object({
  printId: idSchema,
  printNo: z.int(),
  paper: slipPaperSchema,
  copy: slipCopySchema.nullable(),
  reason: z.string(),
  at: instantSchema,
  personName: z.string(),
});

export const slipViewSchema = slipRowSchema.extend({
  content: slipContentSchema.nullable(),
  custodianId: idSchema,
  contentDigest: digestSchema,
  /** The last of the second signer's own accounts; one that must be entered again is told without its figures. */
  tally: tallySchema.nullable(),
  /** The second signer's own account is entered, and the slip may be signed by both. */
  tallied: z.boolean(),
  signatures: z.array(slipSignatureSchema),
  /** Posts whose holder may give the second signature. */
  secondPosts: z.array(postSchema),
  prints: z.array(printSchema),
  can: z.array(z.string()),
});

export const sheetRowSchema = z.object({
  sheetId: idSchema,
  sheetNo: z.string(),
  businessDate: businessDateSchema,
  receivedFen: nonNegativeMoneySchema,
  refundedFen: nonNegativeMoneySchema,
  overFen: nonNegativeMoneySchema,
  shortFen: nonNegativeMoneySchema,
  agrees: z.boolean(),
  closedAt: instantSchema,
  closedByName: z.string(),
});

export const sheetViewSchema = sheetRowSchema.extend({
  content: dayContentSchema,
  contentDigest: digestSchema,
  closedPost: postSchema,
  prints: z.array(printSchema),
  can: z.array(z.string()),
});

/** A drawer session of the day and what is still missing of it. */
export const sessionOfDaySchema = z.object({
  drawerSessionId: idSchema,
  session: z.string(),
  drawerName: z.string(),
  custodianName: z.string(),
  closed: z.boolean(),
  slipId: idSchema.nullable(),
  slipNo: z.string().nullable(),
  state: z.enum(SLIP_STATES).nullable(),
  can: z.array(z.string()),
});

export const dayStatusSchema = z.object({
  businessDate: businessDateSchema,
  /** The site's present business date: the day after the one last sealed, if that is later than the calendar's. */
  today: businessDateSchema,
  sealed: z.boolean(),
  sheetId: idSchema.nullable(),
  sessions: z.array(sessionOfDaySchema),
  /** The oldest day with drawer sessions that is not closed; days are closed in order. */
  openSince: businessDateSchema.nullable(),
  /** What stands in the way, as refusal codes; empty when the day can be closed. */
  missing: z.array(
    z.enum(['day.not_come', 'day.earlier_open', 'day.drawers_open', 'day.slips_missing', 'day.not_begun']),
  ),
  can: z.array(z.string()),
});
export type DayStatus = z.output<typeof dayStatusSchema>;
