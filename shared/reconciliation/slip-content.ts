/**
 * What a daily slip (日结单) says. This content, as canonical JSON, is kept with its digest; the digest is what is
 * signed. Nothing in it depends on when the slip is made, except the rights that no earlier slip has printed.
 */
import { z } from 'zod';
import { tenderSchema } from '../payments/tender.ts';
import { postSchema } from '../posts/post-schema.ts';
import { textSchema } from '../text.ts';
import { movementKindSchema } from '../tills/movement.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema } from '../values/quantity.ts';

export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A sale paid by two tenders stands in two lines: quantity and tax are shared by money, so that all lines add up. */
export const tradeLineSchema = z.object({
  commodity: commoditySchema,
  categoryCode: z.string(),
  category: textSchema,
  tender: tenderSchema,
  /** Payments, not sales. */
  count: z.int(),
  quantityMilli: nonNegativeQuantitySchema,
  amountFen: nonNegativeMoneySchema,
  taxFen: nonNegativeMoneySchema,
});
export type TradeLine = z.output<typeof tradeLineSchema>;

export const tenderTotalSchema = z.object({
  tender: tenderSchema,
  receivedCount: z.int(),
  receivedFen: nonNegativeMoneySchema,
  refundedCount: z.int(),
  refundedFen: nonNegativeMoneySchema,
});
export type TenderTotal = z.output<typeof tenderTotalSchema>;

/** Receipts and payments of one kind of cash movement, never netted. */
export const cashLineSchema = z.object({
  kind: movementKindSchema,
  count: z.int(),
  receiptFen: nonNegativeMoneySchema,
  paymentFen: nonNegativeMoneySchema,
});
export type CashLine = z.output<typeof cashLineSchema>;

const caseNumberSchema = z.string().nullable();

export const reversalLineSchema = z.object({
  number: z.int(),
  saleSlipNo: z.string(),
  refundFen: nonNegativeMoneySchema,
  /** Paid back out of this session; otherwise the reversed sale was made in it. */
  paidBackHere: z.boolean(),
});

export const priceVersionLineSchema = z.object({
  versionId: idSchema,
  number: z.int(),
  commodity: commoditySchema,
  categoryCode: z.string(),
  specHash: digestSchema,
});

export const undeliveredLineSchema = z.object({
  saleId: idSchema,
  slipNo: z.string(),
  amountFen: nonNegativeMoneySchema,
  caseNumber: caseNumberSchema,
});

export const rightLineSchema = z.object({
  assignmentId: idSchema,
  personName: z.string(),
  post: postSchema,
  approvedByName: z.string(),
  approvedAt: instantSchema,
});

export const slipCountSchema = z.object({
  kind: z.enum(['opening', 'attempt-1', 'attempt-2', 'surprise']),
  totalFen: nonNegativeMoneySchema,
  bookFen: nonNegativeMoneySchema,
});

export const slipContentSchema = z.object({
  format: z.literal('zhishou-slip-1'),
  site: idSchema,
  house: z.string(),
  number: z.int(),
  drawerSessionId: idSchema,
  /** D1-3: the drawer's code and which session of it. */
  session: z.string(),
  drawerCode: z.string(),
  drawerName: z.string(),
  businessDate: businessDateSchema,
  custodianId: idSchema,
  custodianName: z.string(),
  custodianPost: postSchema,
  /** One person sells and keeps the cash: printed on every slip. */
  singleOperator: z.boolean(),
  handedOver: z.boolean(),
  openedAt: instantSchema,
  closedAt: instantSchema,
  sales: z.object({
    count: z.int(),
    amountFen: nonNegativeMoneySchema,
    firstSlipNo: z.string().nullable(),
    lastSlipNo: z.string().nullable(),
    reprints: z.int(),
    /** The case of a gap in the slip numbers. */
    gapCase: caseNumberSchema,
  }),
  trade: z.array(tradeLineSchema),
  tenders: z.array(tenderTotalSchema),
  reversals: z.array(reversalLineSchema),
  cash: z.object({
    /** What the session before left; the opening count differs by an over or short of its own. */
    carriedFen: nonNegativeMoneySchema,
    openingFen: nonNegativeMoneySchema,
    lines: z.array(cashLineSchema),
    expectedFen: nonNegativeMoneySchema,
    countedFen: nonNegativeMoneySchema,
    overShortFen: moneySchema,
    reason: z.string(),
    openingCase: caseNumberSchema,
    closingCase: caseNumberSchema,
    counts: z.array(slipCountSchema),
  }),
  undelivered: z.array(undeliveredLineSchema),
  priceVersions: z.array(priceVersionLineSchema),
  rights: z.array(rightLineSchema),
  chain: z.object({
    records: z.int(),
    digest: digestSchema,
    previousDay: businessDateSchema.nullable(),
    previousDigest: digestSchema.nullable(),
  }),
});

export type SlipContent = z.output<typeof slipContentSchema>;
