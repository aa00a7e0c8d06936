import { z } from 'zod';
import { LEDGER_READERS, verificationViewSchema } from '../../ledger/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const verifications = query({
  module: 'ledger',
  name: 'verifications',
  title: { zh: '账簿核验记录', en: 'Verifications of the books' },
  posts: LEDGER_READERS,
  input: z.strictObject({ after: idSchema.optional(), limit: z.int().min(1).max(200).default(20) }),
  output: z.object({ rows: z.array(verificationViewSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'finishedAt', title: { zh: '核验时间', en: 'Verified' }, as: 'instant' },
    { key: 'askedBy', title: { zh: '核验人', en: 'By' } },
    { key: 'records', title: { zh: '记录数', en: 'Records' } },
    { key: 'rowCount', title: { zh: '行数', en: 'Rows' } },
    { key: 'faultCount', title: { zh: '问题数', en: 'Faults' } },
    { key: 'firstFault', title: { zh: '第一处问题', en: 'First fault' } },
  ],
});
