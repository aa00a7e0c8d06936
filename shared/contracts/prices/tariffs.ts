import { z } from 'zod';
import { versionViewSchema } from '../../prices/view.ts';
import { query } from '../contract.ts';

/** The price book (价目表): for each commodity and category what is in force now, and what is approved to follow. */
export const tariffs = query({
  module: 'prices',
  name: 'tariffs',
  title: { zh: '价目表', en: 'Price book' },
  posts: [
    'vending-clerk',
    'cashier',
    'funds-administrator',
    'vending-supervisor',
    'price-approver',
    'vending-technician',
    'finance',
    'auditor',
    'campus-director',
    'centre-leader',
    'general-manager',
  ],
  input: z.strictObject({}),
  output: z.object({ rows: z.array(versionViewSchema) }),
  refusals: [],
});
