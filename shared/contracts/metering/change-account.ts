import { z } from 'zod';
import { categoryCodeSchema, reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const changeAccount = operation({
  module: 'metering',
  name: 'change-account',
  title: { zh: '更改用户类别', en: 'Change the user category' },
  help: {
    zh: '以后的购买和用量按新类别的价格计算。',
    en: 'Later purchases and use go by the prices of the new category.',
  },
  posts: ['vending-supervisor'],
  input: z.strictObject({ accountId: idSchema, categoryCode: categoryCodeSchema, reason: reasonSchema }),
  output: z.object({ accountId: idSchema }),
  refusals: ['record.not_found', 'account.not_open', 'category.unknown'],
  fields: {
    accountId: { zh: '户', en: 'Account' },
    categoryCode: { zh: '用户类别', en: 'User category' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
