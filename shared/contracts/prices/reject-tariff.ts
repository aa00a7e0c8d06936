import { z } from 'zod';
import { proposalViewSchema } from '../../prices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const rejectTariff = operation({
  module: 'prices',
  name: 'reject-tariff',
  title: { zh: '退回价格', en: 'Reject the price' },
  posts: ['price-approver'],
  input: z.strictObject({ proposalId: idSchema, reason: z.string().trim().min(2).max(500) }),
  output: proposalViewSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { reason: { zh: '退回原因', en: 'Reason' } },
});
