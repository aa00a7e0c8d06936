import { z } from 'zod';
import { dayStatusSchema } from '../../reconciliation/view.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { query } from '../contract.ts';

/** Of the day named; otherwise of the oldest one with drawer sessions that is not closed, or of the present one. */
export const day = query({
  module: 'reconciliation',
  name: 'day',
  title: { zh: '营业日', en: 'The business day' },
  help: {
    zh: '哪些钱箱已结班、哪些日结单已签字、还缺什么。',
    en: 'Which drawers are closed, which slips are signed, and what is missing.',
  },
  posts: ['vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
  input: z.strictObject({ businessDate: businessDateSchema.optional() }),
  output: dayStatusSchema,
  refusals: [],
});
