/** Lines of the cash journal (现金日记账). */
import { z } from 'zod';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { nonNegativeMoneySchema, positiveMoneySchema } from '../values/money.ts';
import { movementKindSchema } from './movement.ts';

export const journalRangeSchema = z.strictObject({
  from: businessDateSchema,
  to: businessDateSchema,
  drawerId: idSchema.optional(),
});

/** Sums of one drawer's lines of one day, and the balance at its end. */
export const journalDaySchema = z.object({
  businessDate: businessDateSchema,
  drawerCode: z.string(),
  lines: z.int(),
  receiptFen: nonNegativeMoneySchema,
  paymentFen: nonNegativeMoneySchema,
  balanceFen: nonNegativeMoneySchema,
});

export const journalRowSchema = z.object({
  businessDate: businessDateSchema,
  at: instantSchema,
  drawerCode: z.string(),
  drawerSessionId: idSchema,
  seq: z.int(),
  kind: movementKindSchema,
  documentKind: z.string(),
  documentId: idSchema,
  documentNumber: z.string(),
  summary: textSchema,
  /** At most one of the two; neither where the line only states a balance. */
  receiptFen: positiveMoneySchema.nullable(),
  paymentFen: positiveMoneySchema.nullable(),
  balanceFen: nonNegativeMoneySchema,
  personName: z.string(),
  counterpartyName: z.string().nullable(),
});
