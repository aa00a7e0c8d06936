/** Sales as contracts and pages show them. */
import { z } from 'zod';
import { creditUnitSchema, deliveryKindSchema, deliveryReasonSchema } from '../metering/words.ts';
import { paymentSchema } from '../payments/tender.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema, positiveMoneySchema } from '../values/money.ts';
import { unitPriceSchema } from '../values/price.ts';
import { commoditySchema, nonNegativeQuantitySchema, quantitySchema } from '../values/quantity.ts';
import { attemptStateSchema, reversalStateSchema, saleStateSchema, slipPaperSchema } from './words.ts';

export const tierLineSchema = z.object({
  tier: z.int().min(1),
  quantityMilli: nonNegativeQuantitySchema,
  unitPrice: unitPriceSchema,
  amountFen: nonNegativeMoneySchema,
});
export type TierLine = z.output<typeof tierLineSchema>;

export const soldBySchema = z.enum(['money', 'quantity']);

/** What a sale comes to; the same for a quotation and for the sale itself. */
export const pricedSchema = z.object({
  /** Null where prices go by the hour: money is sold, registers are rated later. */
  quantityMilli: nonNegativeQuantitySchema.nullable(),
  energyFen: positiveMoneySchema,
  netFen: positiveMoneySchema,
  taxFen: nonNegativeMoneySchema,
  arrearsFen: nonNegativeMoneySchema,
  residueUsedFen: nonNegativeMoneySchema,
  residueKeptFen: nonNegativeMoneySchema,
  totalFen: positiveMoneySchema,
  lines: z.array(tierLineSchema),
});

export const saleRowSchema = z.object({
  saleId: idSchema,
  slipNo: z.string(),
  paidAt: instantSchema,
  businessDate: businessDateSchema,
  roomCode: z.string(),
  accountId: idSchema,
  accountNo: z.string(),
  meterId: idSchema,
  meterNo: z.string(),
  commodity: commoditySchema,
  quantityMilli: nonNegativeQuantitySchema.nullable(),
  totalFen: positiveMoneySchema,
  state: saleStateSchema,
  personName: z.string(),
});
export type SaleRowView = z.output<typeof saleRowSchema>;

export const attemptSchema = z.object({
  attemptId: idSchema,
  attemptNo: z.int(),
  state: attemptStateSchema,
  path: z.array(attemptStateSchema),
  reason: deliveryReasonSchema.nullable(),
  createdAt: instantSchema,
  settledAt: instantSchema.nullable(),
});

export const printSchema = z.object({
  printId: idSchema,
  printNo: z.int(),
  paper: slipPaperSchema,
  reason: z.string(),
  at: instantSchema,
  personName: z.string(),
});

export const reversalSchema = z.object({
  reversalId: idSchema,
  reversalNo: z.string(),
  state: reversalStateSchema,
  reason: z.string(),
  refundFen: nonNegativeMoneySchema,
  requestedByName: z.string(),
  requestedAt: instantSchema,
  endedByName: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  endReason: z.string().nullable(),
  paidBackAt: instantSchema.nullable(),
});

export const entrySchema = z.object({
  entryId: idSchema,
  businessDate: businessDateSchema,
  text: z.string(),
  lines: z.array(z.object({ account: z.string(), amountFen: moneySchema })),
});

/** One sale with all that belongs to it. */
export const saleSchema = saleRowSchema.extend({
  ...pricedSchema.shape,
  drawerSessionId: idSchema,
  delivery: deliveryKindSchema,
  categoryCode: z.string(),
  soldBy: soldBySchema,
  /** The clerk, where the cash window took the money. */
  preparedByName: z.string().nullable(),
  priceVersionId: idSchema,
  priceNumber: z.int(),
  specHash: z.string(),
  alreadyMilli: nonNegativeQuantitySchema,
  creditUnit: creditUnitSchema,
  creditFen: positiveMoneySchema.nullable(),
  creditMilli: quantitySchema.nullable(),
  balanceAfterFen: moneySchema.nullable(),
  balanceAfterMilli: quantitySchema.nullable(),
  purchaseCount: z.int(),
  deliveredAt: instantSchema.nullable(),
  reversedAt: instantSchema.nullable(),
  caseId: idSchema.nullable(),
  digest: z.string(),
  changeFen: nonNegativeMoneySchema,
  payments: z.array(paymentSchema),
  attempts: z.array(attemptSchema),
  prints: z.array(printSchema),
  reversal: reversalSchema.nullable(),
  entries: z.array(entrySchema),
  /** What the customer types in, where credit reaches the meter by tokens: whole for who sold it, covered for others. */
  tokenDigits: z.array(z.string()),
  can: z.array(z.string()),
});
export type SaleView = z.output<typeof saleSchema>;

/** What the counter learns at once; the page asks for the whole sale when it needs more. */
export const soldSchema = z.object({
  saleId: idSchema,
  slipNo: z.string(),
  paidAt: instantSchema,
  state: saleStateSchema,
  roomCode: z.string(),
  accountNo: z.string(),
  meterNo: z.string(),
  commodity: commoditySchema,
  delivery: deliveryKindSchema,
  ...pricedSchema.shape,
  changeFen: nonNegativeMoneySchema,
  creditUnit: creditUnitSchema,
  creditFen: positiveMoneySchema.nullable(),
  creditMilli: quantitySchema.nullable(),
  balanceAfterFen: moneySchema.nullable(),
  balanceAfterMilli: quantitySchema.nullable(),
  purchaseCount: z.int(),
  /** Why it is not delivered, or not known to be. */
  reason: deliveryReasonSchema.nullable(),
  /** What the customer types in, where credit reaches the meter by tokens. */
  tokenDigits: z.array(z.string()),
  can: z.array(z.string()),
});
export type SoldView = z.output<typeof soldSchema>;
