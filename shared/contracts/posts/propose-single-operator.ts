import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposeSingleOperator = operation({
  module: 'posts',
  name: 'propose-single-operator',
  title: { zh: '提出一人兼管模式', en: 'Propose single-operator mode' },
  help: {
    zh: '一人兼任售电员与收费员；须另一人批准，并印在每张日结单上。',
    en: 'One person is both clerk and cashier; another person must approve, and every slip says so.',
  },
  posts: ['system-administrator', 'vending-supervisor'],
  input: z.strictObject({ wanted: z.boolean(), reason: z.string().trim().min(1).max(200) }),
  output: z.object({ changeId: idSchema }),
  refusals: ['single_operator.open_already', 'single_operator.already_so'],
  fields: { wanted: { zh: '启用', en: 'On' }, reason: { zh: '原因', en: 'Reason' } },
});
