/** The month's settlement of the cash journal (日记账月结): what each drawer and the safe began with, took, gave and hold. */

import { z } from 'zod';
import { postSchema } from '../posts/post-schema.ts';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema, monthSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { numbered } from '../values/numbered.ts';
import { digestSchema } from './slip-content.ts';

/** JZ-000001 (月结账). */
export const settlementNumberOf = (number: number): string => numbered('JZ', number);

const sidesSchema = z.object({
  lines: z.int(),
  /** Never netted: both stand. */
  receiptFen: nonNegativeMoneySchema,
  paymentFen: nonNegativeMoneySchema,
});

export const journalPlaceSchema = sidesSchema.extend({
  /** Drawer code, or 'safe'. */
  code: z.string(),
  name: textSchema,
  openingFen: moneySchema,
  closingFen: moneySchema,
  /** The account's balance at the month's end. */
  ledgerFen: moneySchema,
});
export type JournalPlace = z.output<typeof journalPlaceSchema>;

export const journalMonthSchema = z.object({
  format: z.literal('zhishou-journal-month-1'),
  site: idSchema,
  house: z.string(),
  month: monthSchema,
  places: z.array(journalPlaceSchema),
  /** Receipts and payments of all drawers, with the number of the sheet that cleared the day. */
  days: z.array(sidesSchema.extend({ businessDate: businessDateSchema, sheetNo: z.string() })),
});
export type JournalMonth = z.output<typeof journalMonthSchema>;

export const journalSettlementSchema = z.object({
  id: idSchema,
  number: z.string(),
  month: monthSchema,
  openingFen: moneySchema,
  receiptFen: nonNegativeMoneySchema,
  paymentFen: nonNegativeMoneySchema,
  closingFen: moneySchema,
  agrees: z.boolean(),
  caseNumber: z.string().nullable(),
  content: journalMonthSchema,
  contentDigest: digestSchema,
  signedBy: z.string(),
  post: postSchema,
  signedAt: instantSchema,
});
export type JournalSettlementView = z.output<typeof journalSettlementSchema>;
