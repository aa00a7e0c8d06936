import { z } from 'zod';
import { REMITTANCE_READERS, REMITTANCE_STATES, remittanceSchema } from '../../reconciliation/remittance.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first. */
export const remittances = query({
  module: 'reconciliation',
  name: 'remittances',
  title: { zh: '缴款单', en: 'Remittances' },
  help: {
    zh: '日结单上的现金存入银行或上交财务；财务确认前是在途资金。',
    en: 'The cash of daily slips on its way to bank or finance; in transit until finance confirms.',
  },
  posts: REMITTANCE_READERS,
  input: z.strictObject({
    remittanceId: idSchema.optional(),
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    state: z.enum(REMITTANCE_STATES).optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(remittanceSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '单号', en: 'Number' }, as: 'code' },
    { key: 'businessDate', title: { zh: '营业日', en: 'Day' }, as: 'date' },
    { key: 'way', title: { zh: '方式', en: 'Way' }, as: 'state' },
    { key: 'dueFen', title: { zh: '应缴', en: 'Due' }, as: 'money' },
    { key: 'amountFen', title: { zh: '缴款', en: 'Remitted' }, as: 'money' },
    { key: 'confirmedFen', title: { zh: '到账', en: 'Confirmed' }, as: 'money' },
    { key: 'receiptNo', title: { zh: '回单号', en: 'Receipt' }, as: 'code' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'madeBy', title: { zh: '缴款人', en: 'By' } },
  ],
});
