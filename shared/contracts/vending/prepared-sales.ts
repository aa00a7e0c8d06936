import { z } from 'zod';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { preparedRowSchema, preparedStateSchema } from '../../vending/prepared.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { query } from '../contract.ts';

export const preparedSales = query({
  module: 'vending',
  name: 'prepared-sales',
  title: { zh: '备单', en: 'Prepared sales' },
  help: {
    zh: '售电员备好、到收费窗口交款的购买；过期和撤回的也保留，最新的在前。',
    en: 'Prepared at the counter, paid at the cash window; expired and withdrawn ones are kept; latest first.',
  },
  posts: [...SALE_READERS],
  input: z.strictObject({
    state: preparedStateSchema.optional(),
    preparedById: idSchema.optional(),
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(preparedRowSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'businessDate', title: { zh: '营业日', en: 'Business date' }, as: 'date' },
    { key: 'ticketNo', title: { zh: '号', en: 'Ticket' } },
    { key: 'preparedAt', title: { zh: '备单时间', en: 'Prepared' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'commodity', title: { zh: '类别', en: 'Commodity' }, as: 'state' },
    { key: 'totalFen', title: { zh: '备单金额', en: 'Sum as prepared' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'preparedByName', title: { zh: '售电员', en: 'Clerk' } },
    { key: 'endedByName', title: { zh: '收款或撤回人', en: 'Taken or withdrawn by' } },
    { key: 'paidFen', title: { zh: '实收', en: 'Taken' }, as: 'money' },
    { key: 'slipNo', title: { zh: '凭证号', en: 'Slip' }, as: 'code' },
    { key: 'expiredBy', title: { zh: '过期原因', en: 'Why expired' }, as: 'state' },
    { key: 'reason', title: { zh: '撤回原因', en: 'Why withdrawn' } },
  ],
});
