import { z } from 'zod';
import { supplySchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refuseSupply = operation({
  module: 'network',
  name: 'refuse-supply',
  title: { zh: '不批准应急供电', en: 'Refuse emergency supply' },
  posts: ['vending-supervisor'],
  input: z.strictObject({ supplyId: idSchema, reason: z.string().trim().min(2).max(200) }),
  output: supplySchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ'],
  fields: { supplyId: { zh: '应急供电单', en: 'Emergency supply' }, reason: { zh: '原因', en: 'Reason' } },
});
