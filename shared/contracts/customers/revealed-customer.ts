import { z } from 'zod';
import { customerKindSchema } from '../../customers/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const revealedCustomer = query({
  module: 'customers',
  name: 'revealed-customer',
  title: { zh: '完整资料', en: 'Full personal data' },
  posts: 'signed-in',
  input: z.strictObject({ revealId: idSchema }),
  output: z.object({
    customerId: idSchema,
    kind: customerKindSchema,
    name: z.string(),
    phone: z.string().nullable(),
    reference: z.string().nullable(),
  }),
  refusals: ['record.not_found', 'customer.erased', 'customer.reveal_over'],
});
