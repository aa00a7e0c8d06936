import { z } from 'zod';
import { carriedCreditSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const deliverCarry = operation({
  module: 'metering',
  name: 'deliver-carry',
  title: { zh: '写入结转余额', en: 'Bring carried credit' },
  help: {
    zh: '把结转余额写入新表（或新表的卡）。上次结果不明的，先查明，不会重复写入。',
    en: 'Bring carried credit to the new meter or its card. What is not known of the last attempt is looked up first; nothing is written twice.',
  },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ carryId: idSchema }),
  output: carriedCreditSchema,
  refusals: ['record.not_found', 'carry.not_waiting', 'meter.retired', 'meter.no_account', 'delivery.no_driver'],
});
