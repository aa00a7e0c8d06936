import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { slipPaperSchema } from '../../vending/words.ts';
import { operation } from '../contract.ts';

export const printSlip = operation({
  module: 'vending',
  name: 'print-slip',
  title: { zh: '打印凭证', en: 'Print the slip' },
  help: {
    zh: '第一次打印不需原因；补打须写原因，凭证上印“补打”和次数。',
    en: 'The first print needs no reason; a reprint does, and bears its mark and count.',
  },
  posts: ['vending-clerk', 'cashier', 'vending-supervisor'],
  input: z.strictObject({
    saleId: idSchema,
    paper: slipPaperSchema,
    reason: z.string().trim().min(2).max(200).optional(),
  }),
  output: z.object({ printId: idSchema, printNo: z.int(), url: z.string() }),
  refusals: ['record.not_found', 'slip.reason_needed'],
  fields: { paper: { zh: '纸张', en: 'Paper' }, reason: { zh: '补打原因', en: 'Reason of the reprint' } },
});
