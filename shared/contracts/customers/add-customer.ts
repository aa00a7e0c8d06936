import { z } from 'zod';
import { customerKindSchema, PERSONAL_FIELDS, personalInput } from '../../customers/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const addCustomer = operation({
  module: 'customers',
  name: 'add-customer',
  title: { zh: '登记客户', en: 'Add a customer' },
  help: { zh: '不要填写身份证号码。', en: 'Do not enter identity card numbers.' },
  posts: [
    'vending-supervisor',
    'vending-technician',
    'front-desk-supervisor',
    'service-advisor',
    'info-clerk',
    'care-manager',
    'care-specialist',
  ],
  input: z.strictObject({ kind: customerKindSchema.default('person'), ...personalInput }),
  output: z.object({ customerId: idSchema }),
  refusals: [],
  fields: { kind: { zh: '类型', en: 'Kind' }, ...PERSONAL_FIELDS },
});
