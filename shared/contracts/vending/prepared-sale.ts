import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { preparedRowSchema } from '../../vending/prepared.ts';
import { query } from '../contract.ts';
import { quoteSale } from './quote-sale.ts';

/** One waiting ticket and what it comes to now. Nothing is written. */
export const preparedSale = query({
  module: 'vending',
  name: 'prepared-sale',
  title: { zh: '备单现价', en: 'A prepared sale as of now' },
  posts: ['cashier', 'vending-clerk'],
  input: z.strictObject({ preparedId: idSchema }),
  output: z.object({
    ticket: preparedRowSchema,
    /** At the price in force now; `retype` says that the new sum must be typed. */
    quote: quoteSale.output,
    /** Price version, sum or quantity are not what the customer was told. */
    repriced: z.boolean(),
  }),
  refusals: [...quoteSale.refusals, 'prepared.not_waiting', 'prepared.expired', 'prepared.household_left'],
});
