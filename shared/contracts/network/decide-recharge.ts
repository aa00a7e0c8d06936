import { z } from 'zod';
import { noteSchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const decideRecharge = operation({
  module: 'network',
  name: 'decide-recharge',
  overrules: true,
  title: { zh: '认定充值结果', en: 'Decide what became of a recharge' },
  help: {
    zh: '线路和现场表显都不能说明结果时，由主管依据技术员登记的现场表显认定；销售随后按认定结果处理。',
    en: 'Where neither line nor display settles it: decided on what the technician recorded; the sale follows.',
  },
  posts: ['vending-supervisor'],
  sign: 'totp',
  input: z.strictObject({
    requestId: idSchema,
    applied: z.boolean(),
    reason: noteSchema,
    signatures: z.array(idSchema).min(1).max(2),
  }),
  output: z.object({ requestId: idSchema }),
  refusals: ['record.not_found', 'recharge.not_open', 'recharge.no_display', 'person.must_differ'],
  fields: {
    requestId: { zh: '充值', en: 'Recharge' },
    applied: { zh: '已到账', en: 'It arrived' },
    reason: { zh: '依据', en: 'Grounds' },
  },
});
