import { z } from 'zod';
import { saleLimitsSchema } from '../../vending/limits.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { query } from '../contract.ts';

export const saleLimits = query({
  module: 'vending',
  name: 'sale-limits',
  title: { zh: '购买限额', en: 'Limits of a sale' },
  posts: [...SALE_READERS],
  input: z.strictObject({}),
  output: saleLimitsSchema.extend({ can: z.array(z.string()) }),
  refusals: [],
});
