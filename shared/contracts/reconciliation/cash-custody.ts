import { z } from 'zod';
import { dueSlipSchema, REMITTANCE_READERS } from '../../reconciliation/remittance.ts';
import { moneySchema } from '../../values/money.ts';
import { query } from '../contract.ts';

/** Where the cash lies. Drawers that are open are not in it: their count is blind. */
export const cashCustody = query({
  module: 'reconciliation',
  name: 'cash-custody',
  title: { zh: '现金保管', en: 'Cash in custody' },
  help: {
    zh: '保险柜、在途资金和还没有缴款的日结单；超过一个营业日未缴的报警。',
    en: 'The safe, cash in transit, and slips whose cash is not remitted; later than one business day it is an alarm.',
  },
  posts: REMITTANCE_READERS,
  input: z.strictObject({}),
  output: z.object({
    safeFen: moneySchema,
    inTransitFen: moneySchema,
    dueFen: moneySchema,
    rows: z.array(dueSlipSchema),
  }),
  refusals: [],
  columns: [
    { key: 'slipNo', title: { zh: '日结单', en: 'Slip' }, as: 'code' },
    { key: 'businessDate', title: { zh: '营业日', en: 'Day' }, as: 'date' },
    { key: 'session', title: { zh: '班次', en: 'Session' }, as: 'code' },
    { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' } },
    { key: 'dueFen', title: { zh: '应缴现金', en: 'Cash due' }, as: 'money' },
    { key: 'late', title: { zh: '逾期', en: 'Late' }, as: 'yes-no' },
  ],
});
