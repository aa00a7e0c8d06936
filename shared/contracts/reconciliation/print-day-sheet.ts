import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const printDaySheet = operation({
  module: 'reconciliation',
  name: 'print-day-sheet',
  title: { zh: '打印日报表', en: 'Print the day sheet' },
  help: {
    zh: '首次打印不加标记；之后每次须写明原因，并标明补打次数。',
    en: 'The first print has no mark; every further one needs a reason and says which print it is.',
  },
  posts: ['vending-supervisor', 'funds-administrator', 'finance'],
  input: z.strictObject({ sheetId: idSchema, reason: z.string().trim().max(200).default('') }),
  output: z.object({ printId: idSchema, printNo: z.int() }),
  refusals: ['record.not_found', 'print.reason_wanted'],
  fields: { reason: { zh: '补打原因', en: 'Reason of a reprint' } },
});
