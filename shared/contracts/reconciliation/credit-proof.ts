import { z } from 'zod';
import { ISSUED_READERS, proofLineSchema } from '../../reconciliation/credit-issued.ts';
import { instantSchema } from '../../values/calendar.ts';
import { query } from '../contract.ts';

/** From the first movement on, as the books stand now. */
export const creditProof = query({
  module: 'reconciliation',
  name: 'credit-proof',
  title: { zh: '发放完整性核验', en: 'Proof that nothing was left out' },
  help: {
    zh: '表内次数与发放记录逐表连号；发放数量与销售单据、账、卡和充值码分别相等。不符的逐条列名。',
    en: 'Each meter’s count against its movements without a gap; what was issued against sales, ledger, cards and tokens. What does not fit is named.',
  },
  posts: ISSUED_READERS,
  input: z.strictObject({}),
  output: z.object({ at: instantSchema, complete: z.boolean(), lines: z.array(proofLineSchema) }),
  refusals: [],
});
