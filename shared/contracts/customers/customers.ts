import { z } from 'zod';
import { maskedCustomerSchema } from '../../customers/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const customers = query({
  module: 'customers',
  name: 'customers',
  title: { zh: '客户', en: 'Customers' },
  help: {
    zh: '按姓名开头、电话末四位、学号或工号查找。',
    en: 'Find by the beginning of the name, the last figures of the phone, or the student or staff number.',
  },
  posts: [
    'vending-clerk',
    'cashier',
    'funds-administrator',
    'vending-supervisor',
    'vending-technician',
    'front-desk-supervisor',
    'service-advisor',
    'info-clerk',
    'care-manager',
    'care-specialist',
    'service-manager',
    'auditor',
  ],
  input: z.strictObject({
    customerId: idSchema.optional(),
    find: z.string().trim().max(100).optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(maskedCustomerSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'name', title: { zh: '姓名', en: 'Name' } },
    { key: 'kind', title: { zh: '类型', en: 'Kind' }, as: 'state' },
    { key: 'phone', title: { zh: '电话', en: 'Phone' } },
    { key: 'reference', title: { zh: '学号或工号', en: 'Number' } },
    { key: 'erased', title: { zh: '资料已删除', en: 'Data deleted' }, as: 'yes-no' },
  ],
});
