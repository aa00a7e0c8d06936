import { z } from 'zod';
import { revealGrantSchema, revealInput } from '../../customers/view.ts';
import { operation } from '../contract.ts';

/** The answer holds no personal data: answers are stored for ever. It holds the key to look, for ten minutes. */
export const revealCustomer = operation({
  module: 'customers',
  name: 'reveal-customer',
  title: { zh: '查看完整资料', en: 'Look at full personal data' },
  help: {
    zh: '须写明原因，每次查看都有记录，每人每天至多二十次，再多须主管签字。',
    en: 'Give the reason. Every look is logged; at most twenty a day for each person, more with a supervisor’s signature.',
  },
  posts: [
    'vending-clerk',
    'cashier',
    'vending-supervisor',
    'vending-technician',
    'front-desk-supervisor',
    'service-advisor',
    'info-clerk',
    'care-manager',
    'care-specialist',
    'auditor',
  ],
  input: z.strictObject(revealInput),
  output: revealGrantSchema,
  refusals: ['record.not_found', 'customer.erased', 'customer.reveal_limit'],
  fields: { customerId: { zh: '客户', en: 'Customer' }, reason: { zh: '原因', en: 'Reason' } },
});
