import { z } from 'zod';
import { RECEIVER_POSTS } from '../../reconciliation/slip-states.ts';
import { slipCopySchema, slipPaperSchema } from '../../reconciliation/view.ts';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const printSlipCopy = operation({
  module: 'reconciliation',
  name: 'print-slip-copy',
  title: { zh: '打印日结单', en: 'Print the daily slip' },
  help: {
    zh: '首次打印一式三联；之后每次打印须写明原因，并标明补打次数。',
    en: 'The first print is of three copies; every further one needs a reason and says which print it is.',
  },
  posts: [...CUSTODIAN_POSTS, ...RECEIVER_POSTS],
  input: z.strictObject({
    slipId: idSchema,
    paper: slipPaperSchema.default('A4'),
    copy: slipCopySchema.optional(),
    reason: z.string().trim().max(200).default(''),
  }),
  output: z.object({ printId: idSchema, printNo: z.int() }),
  refusals: ['record.not_found', 'print.reason_wanted'],
  fields: {
    paper: { zh: '纸张', en: 'Paper' },
    copy: { zh: '只打哪一联', en: 'Only this copy' },
    reason: { zh: '补打原因', en: 'Reason of a reprint' },
  },
});
