import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { query } from '../contract.ts';

export const sale = query({
  module: 'vending',
  name: 'sale',
  title: { zh: '售电单', en: 'Sale' },
  posts: [...SALE_READERS],
  input: z
    .strictObject({ saleId: idSchema.optional(), slipNo: z.string().trim().max(60).optional() })
    .refine((input) => (input.saleId === undefined) !== (input.slipNo === undefined), {
      message: 'the id or the slip number, one of the two',
    }),
  output: saleSchema,
  refusals: ['record.not_found'],
});
