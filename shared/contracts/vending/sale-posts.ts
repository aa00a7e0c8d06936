import { z } from 'zod';
import { salePostRuleSchema } from '../../vending/prepared.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { query } from '../contract.ts';

/** Who takes the money of a sale in this house. */
export const salePosts = query({
  module: 'vending',
  name: 'sale-posts',
  title: { zh: '售电与收费分岗', en: 'Clerk and cashier apart' },
  posts: [...SALE_READERS],
  input: z.strictObject({}),
  output: salePostRuleSchema.extend({
    singleOperator: z.boolean(),
    /** Clerks take no money now: set, and the house is not run by a single operator. */
    inEffect: z.boolean(),
    can: z.array(z.string()),
  }),
  refusals: [],
});
