/** The manual log (手工记录): each clerk's own numbered entries, never changed; a correction is a linked entry. */
import { z } from 'zod';
import { postSchema } from '../posts/post-schema.ts';
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { positiveMoneySchema } from '../values/money.ts';

export const LOG_KINDS = ['sale-check', 'remark', 'outage', 'other'] as const;
export type LogKind = (typeof LOG_KINDS)[number];
export const LOG_KIND_TITLES: Readonly<Record<LogKind, Text>> = {
  'sale-check': { zh: '售后核对', en: 'Sale checked' },
  remark: { zh: '备注', en: 'Remark' },
  outage: { zh: '停机停电', en: 'Outage' },
  other: { zh: '其他', en: 'Other' },
};

/** Those who sell or take money keep a log of their own. */
export const LOG_WRITERS = ['vending-clerk', 'cashier'] as const satisfies readonly PostKey[];
/** They read every log; writers read their own. */
export const LOG_OVERSEERS = [
  'vending-supervisor',
  'funds-administrator',
  'auditor',
] as const satisfies readonly PostKey[];
export const LOG_READERS = [...LOG_WRITERS, ...LOG_OVERSEERS] as const;

export const logEntrySchema = z.object({
  id: idSchema,
  /** Gapless per person, from 1. */
  number: z.int(),
  personId: idSchema,
  personName: z.string(),
  post: postSchema,
  businessDate: businessDateSchema,
  at: instantSchema,
  kind: z.enum(LOG_KINDS),
  text: z.string(),
  amountFen: positiveMoneySchema.nullable(),
  saleId: idSchema.nullable(),
  slipNo: z.string().nullable(),
  /** Of a sale check: what the clerk counted, and how many sales the product had of this person then. Never cash. */
  countedSales: z.int().nullable(),
  bookedSales: z.int().nullable(),
  agrees: z.boolean().nullable(),
  /** Number of the entry that this one corrects, and of the one that corrects this one. */
  corrects: z.int().nullable(),
  correctedBy: z.int().nullable(),
});
export type LogEntryView = z.output<typeof logEntrySchema>;

/** What a clerk checks the own account against: numbers of sales and slips, no sum of money (counts stay blind). */
export const ownSalesSchema = z.object({
  businessDate: businessDateSchema,
  /** Of the drawer held, otherwise of the day. */
  session: z.string().nullable(),
  sales: z.int(),
  undelivered: z.int(),
  lastSlipNo: z.string().nullable(),
  /** Of these sales, how many were already there at the latest sale check. */
  checkedSales: z.int(),
});
export type OwnSales = z.output<typeof ownSalesSchema>;
