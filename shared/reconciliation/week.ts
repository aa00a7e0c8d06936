/** The weekly bundle (周报): third copies of the slips and the remittance slips of one week, by number. */
import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { digestSchema } from './slip-content.ts';

export const BUNDLE_STATES = ['handed-in', 'received'] as const;
export const BUNDLE_STATE_TITLES: Readonly<Record<(typeof BUNDLE_STATES)[number], Text>> = {
  'handed-in': { zh: '已送交，待核收', en: 'Handed in' },
  received: { zh: '已核收', en: 'Received' },
};

export const BUNDLE_READERS = [
  'vending-clerk',
  'cashier',
  'funds-administrator',
  'vending-supervisor',
  'finance',
  'auditor',
] as const satisfies readonly PostKey[];

export const bundleSlipSchema = z.object({
  slipId: idSchema,
  number: z.string(),
  businessDate: businessDateSchema,
  session: z.string(),
  custodianName: z.string(),
  receivedFen: nonNegativeMoneySchema,
  refundedFen: nonNegativeMoneySchema,
  cashDueFen: moneySchema,
  overShortFen: moneySchema,
  contentDigest: digestSchema,
});

export const bundleRemittanceSchema = z.object({
  remittanceId: idSchema,
  number: z.string(),
  businessDate: businessDateSchema,
  receiptNo: z.string().nullable(),
  amountFen: nonNegativeMoneySchema,
  confirmedFen: nonNegativeMoneySchema.nullable(),
});

export const weekContentSchema = z.object({
  format: z.literal('zhishou-week-1'),
  site: idSchema,
  house: z.string(),
  number: z.int(),
  fromDate: businessDateSchema,
  toDate: businessDateSchema,
  slips: z.array(bundleSlipSchema),
  remittances: z.array(bundleRemittanceSchema),
  /** Each sealed day of the week with its digest: the week's anchor. */
  days: z.array(z.object({ businessDate: businessDateSchema, digest: digestSchema })),
  receivedFen: nonNegativeMoneySchema,
  refundedFen: nonNegativeMoneySchema,
  cashDueFen: moneySchema,
  remittedFen: nonNegativeMoneySchema,
  /** Cash of this week's slips that no remittance covers yet. */
  unremittedFen: moneySchema,
});
export type WeekContent = z.output<typeof weekContentSchema>;

export const bundleSchema = z.object({
  bundleId: idSchema,
  number: z.string(),
  fromDate: businessDateSchema,
  toDate: businessDateSchema,
  state: z.enum(BUNDLE_STATES),
  content: weekContentSchema,
  contentDigest: digestSchema,
  /** Which papers were there when it was received; null before. */
  items: z.array(
    z.object({
      kind: z.enum(['daily-slip', 'remittance']),
      id: idSchema,
      number: z.string(),
      received: z.boolean().nullable(),
    }),
  ),
  handedInBy: z.string(),
  handedInAt: instantSchema,
  receivedBy: z.string().nullable(),
  receivedAt: instantSchema.nullable(),
  caseNumber: z.string().nullable(),
  can: z.array(z.string()),
});
export type BundleView = z.output<typeof bundleSchema>;
