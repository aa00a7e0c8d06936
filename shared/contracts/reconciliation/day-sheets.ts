import { z } from 'zod';
import { sheetRowSchema } from '../../reconciliation/view.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { query } from '../contract.ts';

export const daySheets = query({
  module: 'reconciliation',
  name: 'day-sheets',
  title: { zh: '日报表', en: 'Day sheets' },
  help: { zh: '每个已日结的营业日一张，最近的在前。', en: 'One for each closed day, the latest first.' },
  posts: ['vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
  input: z.strictObject({
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    after: businessDateSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(sheetRowSchema), next: businessDateSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'sheetNo', title: { zh: '表号', en: 'Sheet' }, as: 'code' },
    { key: 'businessDate', title: { zh: '营业日', en: 'Day' }, as: 'date' },
    { key: 'receivedFen', title: { zh: '收款', en: 'Received' }, as: 'money' },
    { key: 'refundedFen', title: { zh: '退款', en: 'Refunded' }, as: 'money' },
    { key: 'overFen', title: { zh: '长款', en: 'Over' }, as: 'money' },
    { key: 'shortFen', title: { zh: '短款', en: 'Short' }, as: 'money' },
    { key: 'agrees', title: { zh: '三方相符', en: 'All agree' }, as: 'yes-no' },
    { key: 'closedAt', title: { zh: '日结时间', en: 'Closed' }, as: 'instant' },
    { key: 'closedByName', title: { zh: '日结人', en: 'By' }, as: 'text' },
  ],
});
