import { z } from 'zod';
import { verificationViewSchema } from '../../ledger/view.ts';
import { operation } from '../contract.ts';

export const verifyBooks = operation({
  module: 'ledger',
  name: 'verify-books',
  title: { zh: '核验全部账簿', en: 'Verify the books' },
  help: {
    zh: '从第一条记录起重新计算所有哈希，并逐行核对账簿与记录。可填入日结单上印的摘要值一并核对；不影响正在进行的业务。',
    en: 'Recomputes every hash from the first record and holds every row against its record. A digest printed on a day sheet can be checked with it. Business goes on meanwhile.',
  },
  posts: ['auditor', 'finance', 'general-manager'],
  input: z.strictObject({
    anchors: z
      .array(z.string().regex(/^[0-9a-f]{32,64}$/))
      .max(50)
      .default([]),
  }),
  output: verificationViewSchema,
  refusals: ['ledger.verification_running'],
  fields: { anchors: { zh: '单据上的摘要值', en: 'Digests from paper' } },
});
