import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { preparedRowSchema } from '../../vending/prepared.ts';
import { operation } from '../contract.ts';

export const withdrawPrepared = operation({
  module: 'vending',
  name: 'withdraw-prepared',
  title: { zh: '撤回备单', en: 'Withdraw a prepared sale' },
  help: {
    zh: '用户不买了或备错了：写明原因撤回。号不再用，记录保留。',
    en: 'The customer changed their mind, or it was a mistake: withdrawn with a reason; the record stays.',
  },
  posts: ['vending-clerk', 'cashier'],
  input: z.strictObject({ preparedId: idSchema, reason: reasonSchema }),
  output: preparedRowSchema,
  refusals: ['record.not_found', 'prepared.not_waiting', 'prepared.expired'],
  fields: { reason: { zh: '原因', en: 'Reason' } },
});
