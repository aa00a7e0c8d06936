import { z } from 'zod';
import { PERSONAL_FIELDS, personalInput } from '../../customers/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const changeCustomer = operation({
  module: 'customers',
  name: 'change-customer',
  title: { zh: '更改客户资料', en: "Change a customer's data" },
  help: {
    zh: '未填的电话、学号保持不变。',
    en: 'A phone or number that is left empty stays as it is.',
  },
  posts: [
    'vending-supervisor',
    'vending-technician',
    'front-desk-supervisor',
    'service-advisor',
    'info-clerk',
    'care-manager',
    'care-specialist',
  ],
  input: z.strictObject({ customerId: idSchema, ...personalInput, name: personalInput.name.optional() }),
  output: z.object({ customerId: idSchema }),
  refusals: ['record.not_found', 'customer.erased'],
  fields: { customerId: { zh: '客户', en: 'Customer' }, ...PERSONAL_FIELDS },
});
