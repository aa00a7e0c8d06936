import { z } from 'zod';
import { supplySchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveSupply = operation({
  module: 'network',
  name: 'approve-supply',
  overrules: true,
  title: { zh: '批准应急供电', en: 'Approve emergency supply' },
  posts: ['vending-supervisor'],
  sign: 'totp',
  input: z.strictObject({ supplyId: idSchema, signatures: z.array(idSchema).min(1).max(2) }),
  output: supplySchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ'],
  fields: { supplyId: { zh: '应急供电单', en: 'Emergency supply' } },
});
