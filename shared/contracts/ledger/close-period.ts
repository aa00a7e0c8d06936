import { z } from 'zod';
import { periodViewSchema } from '../../ledger/view.ts';
import { monthSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const closePeriod = operation({
  module: 'ledger',
  name: 'close-period',
  title: { zh: '月结', en: 'Close a month' },
  help: {
    zh: '当月每一天都已日结封账后才能月结。月结后不能再记账，也不能反结账。',
    en: 'Every day of the month must be sealed first. A closed month takes no further entry and is never opened again.',
  },
  posts: ['finance', 'funds-administrator'],
  sign: 'totp',
  input: z.strictObject({ month: monthSchema, signatures: z.array(idSchema).min(1) }),
  output: periodViewSchema,
  refusals: [
    'ledger.period_closed',
    'ledger.month_not_over',
    'ledger.month_empty',
    'ledger.day_not_sealed',
    'ledger.earlier_month_open',
  ],
  fields: { month: { zh: '月份', en: 'Month' } },
});
