/**
 * What the day sheet (日报表) of a site says. Kept as canonical JSON with its digest, like a slip. Each compared line
 * holds one figure three times: from the slips, from the documents, from the ledger.
 */
import { z } from 'zod';
import { tenderSchema } from '../payments/tender.ts';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema } from '../values/quantity.ts';
import { digestSchema, priceVersionLineSchema, reversalLineSchema, undeliveredLineSchema } from './slip-content.ts';
import { SLIP_STATES } from './slip-states.ts';

export const comparedSchema = z.object({
  /** sold, over, short, tender.<tender>, cash.<drawer code> */
  key: z.string(),
  title: textSchema,
  slipsFen: moneySchema,
  documentsFen: moneySchema,
  ledgerFen: moneySchema,
  agrees: z.boolean(),
});
export type Compared = z.output<typeof comparedSchema>;

export const slipOfDaySchema = z.object({
  slipId: idSchema,
  number: z.int(),
  session: z.string(),
  custodianName: z.string(),
  receivedFen: nonNegativeMoneySchema,
  refundedFen: nonNegativeMoneySchema,
  overShortFen: moneySchema,
  closingCase: z.string().nullable(),
  contentDigest: digestSchema,
  /** At the closing of the day; a signature may still come after it. */
  state: z.enum(SLIP_STATES),
});

export const drawerLineSchema = z.object({
  drawerCode: z.string(),
  drawerName: z.string(),
  openingFen: nonNegativeMoneySchema,
  receiptFen: nonNegativeMoneySchema,
  paymentFen: nonNegativeMoneySchema,
  closingFen: nonNegativeMoneySchema,
});

export const commodityLineSchema = z.object({
  commodity: commoditySchema,
  categoryCode: z.string(),
  category: textSchema,
  count: z.int(),
  quantityMilli: nonNegativeQuantitySchema,
  amountFen: nonNegativeMoneySchema,
  taxFen: nonNegativeMoneySchema,
});

export const dayTenderSchema = z.object({
  tender: tenderSchema,
  receivedFen: nonNegativeMoneySchema,
  refundedFen: nonNegativeMoneySchema,
});

/** A day between the sheet before and this one on which no drawer was opened. */
export const quietDaySchema = z.object({
  date: businessDateSchema,
  /** Something was recorded on it, and it is sealed along with this day. */
  records: z.boolean(),
});

export const dayContentSchema = z.object({
  format: z.literal('zhishou-day-sheet-1'),
  site: idSchema,
  house: z.string(),
  number: z.int(),
  businessDate: businessDateSchema,
  closedAt: instantSchema,
  slips: z.array(slipOfDaySchema),
  trade: z.array(commodityLineSchema),
  tenders: z.array(dayTenderSchema),
  drawers: z.array(drawerLineSchema),
  overFen: nonNegativeMoneySchema,
  shortFen: nonNegativeMoneySchema,
  reversals: z.array(reversalLineSchema),
  undelivered: z.array(undeliveredLineSchema),
  priceVersions: z.array(priceVersionLineSchema),
  compared: z.array(comparedSchema),
  caseNumber: z.string().nullable(),
  quietDays: z.array(quietDaySchema),
  day: z.object({
    digest: digestSchema,
    chains: z.int(),
    records: z.int(),
    previousDay: businessDateSchema.nullable(),
    previousDigest: digestSchema.nullable(),
  }),
});

export type DayContent = z.output<typeof dayContentSchema>;
