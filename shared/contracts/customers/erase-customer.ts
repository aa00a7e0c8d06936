import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const eraseCustomer = operation({
  module: 'customers',
  name: 'erase-customer',
  title: { zh: '删除客户个人资料', en: "Delete a customer's personal data" },
  help: {
    zh: '姓名、电话、学号被删除且不能恢复；账目与单据保留，只剩编号。',
    en: 'Name, phone and number are deleted for good; accounts and documents stay and keep the id only.',
  },
  posts: ['vending-supervisor', 'care-manager', 'service-manager'],
  input: z.strictObject({ customerId: idSchema, reason: z.string().trim().min(2).max(200) }),
  output: z.object({ customerId: idSchema }),
  refusals: ['record.not_found', 'customer.erased'],
  fields: { customerId: { zh: '客户', en: 'Customer' }, reason: { zh: '原因', en: 'Reason' } },
});
