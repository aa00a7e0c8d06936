import { z } from 'zod';
import { tenderSchema } from '../../payments/tender.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { nonNegativeMoneySchema } from '../../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema } from '../../values/quantity.ts';
import { query } from '../contract.ts';

/**
 * What the holder of a drawer sold today. Sums of cash are left out: they would tell what the blind count expects.
 */
export const dayFigures = query({
  module: 'vending',
  name: 'day-figures',
  title: { zh: '我今天的销售', en: 'My sales today' },
  posts: ['vending-clerk'],
  input: z.strictObject({}),
  output: z.object({
    businessDate: businessDateSchema,
    commodities: z.array(
      z.object({
        commodity: commoditySchema,
        sales: z.int(),
        quantityMilli: nonNegativeQuantitySchema,
        undelivered: z.int(),
        reversed: z.int(),
      }),
    ),
    /** How often each tender was used; the sum only of what does not lie in the drawer. */
    tenders: z.array(z.object({ tender: tenderSchema, payments: z.int(), sumFen: nonNegativeMoneySchema.nullable() })),
  }),
  refusals: [],
});
