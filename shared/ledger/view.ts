/** What the ledger shows: entries with their lines, and who may look. */
import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import { businessDateSchema, instantSchema, monthSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { nonNegativeMoneySchema } from '../values/money.ts';
import { accountCodeSchema } from './chart.ts';

/**
 * Who reads the books. Not those who count a drawer: a count is blind only as long as nobody at the counter can look
 * the expected sum up.
 */
export const LEDGER_READERS = [
  'finance',
  'funds-administrator',
  'auditor',
  'centre-leader',
  'general-manager',
] as const satisfies readonly PostKey[];

export const entryLineSchema = z.object({
  lineNo: z.int(),
  accountCode: accountCodeSchema,
  accountZh: z.string(),
  accountEn: z.string(),
  partyId: idSchema.nullable(),
  debitFen: nonNegativeMoneySchema,
  creditFen: nonNegativeMoneySchema,
});

export const entryViewSchema = z.object({
  entryId: idSchema,
  businessDate: businessDateSchema,
  postedAt: instantSchema,
  postedBy: z.string(),
  documentKind: z.string(),
  documentId: idSchema,
  text: z.string(),
  reversesEntryId: idSchema.nullable(),
  reversedByEntryId: idSchema.nullable(),
  lines: z.array(entryLineSchema),
});

export const periodViewSchema = z.object({
  month: monthSchema,
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  closedBy: z.string().nullable(),
  can: z.array(z.string()),
});
export type PeriodView = z.infer<typeof periodViewSchema>;

export const verificationViewSchema = z.object({
  verificationId: idSchema,
  finishedAt: instantSchema,
  askedBy: z.string(),
  records: z.int(),
  rowCount: z.int(),
  faultCount: z.int(),
  firstFault: z.string().nullable(),
  faults: z.array(z.string()),
});
export type VerificationView = z.infer<typeof verificationViewSchema>;
