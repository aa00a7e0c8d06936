import { z } from 'zod';
import { cardTermsSchema } from '../../cards/view.ts';
import { query } from '../contract.ts';

export const cardTerms = query({
  module: 'cards',
  name: 'card-terms',
  title: { zh: '押金与工本费', en: 'Deposit and fee' },
  posts: ['vending-clerk', 'cashier', 'vending-technician', 'vending-supervisor', 'funds-administrator', 'auditor'],
  input: z.strictObject({}),
  output: cardTermsSchema,
  refusals: [],
});
