import { z } from 'zod';
import { instantSchema } from '../../values/calendar.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema } from '../../values/quantity.ts';
import { saleStateSchema } from '../../vending/words.ts';
import { query } from '../contract.ts';

/** For whoever holds a slip: is it genuine, and does it still count. Nothing is told to who does not hold one. */
export const verifySlip = query({
  module: 'vending',
  name: 'verify-slip',
  title: { zh: '凭证核验', en: 'Verify a slip' },
  posts: 'public',
  input: z.strictObject({
    n: z.string().trim().min(3).max(60),
    d: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f]{16}$/),
  }),
  output: z.discriminatedUnion('genuine', [
    z.object({ genuine: z.literal(false) }),
    z.object({
      genuine: z.literal(true),
      houseName: z.string(),
      slipNo: z.string(),
      paidAt: instantSchema,
      /** The ends only: '3***2'. */
      roomCode: z.string(),
      meterNo: z.string(),
      commodity: commoditySchema,
      quantityMilli: nonNegativeQuantitySchema.nullable(),
      totalFen: positiveMoneySchema,
      state: saleStateSchema,
      reversed: z.boolean(),
      prints: z.int(),
    }),
  ]),
  refusals: [],
});
