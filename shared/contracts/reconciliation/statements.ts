import { z } from 'zod';
import { STATEMENT_READERS, statementSchema } from '../../reconciliation/month.ts';
import { monthSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first; with the month whose statement is due next. */
export const statements = query({
  module: 'reconciliation',
  name: 'statements',
  title: { zh: '月对账单', en: 'Monthly statements' },
  help: {
    zh: '每月与经费管理员汇总核对，清单一式两份，双方签字各执一份，作为书面依据。',
    en: 'Once a month the sums are reconciled with the funds administrator: two copies, signed by both.',
  },
  posts: STATEMENT_READERS,
  input: z.strictObject({
    statementId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(statementSchema),
    next: idSchema.optional(),
    /** The earliest month that is over, has closed days and no statement; null when there is none. */
    nextMonth: monthSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '单号', en: 'Number' }, as: 'code' },
    { key: 'month', title: { zh: '月份', en: 'Month' }, as: 'code' },
    { key: 'receivedFen', title: { zh: '收款', en: 'Received' }, as: 'money' },
    { key: 'refundedFen', title: { zh: '退款', en: 'Refunded' }, as: 'money' },
    { key: 'agrees', title: { zh: '相符', en: 'Agrees' }, as: 'yes-no' },
    { key: 'caseNumber', title: { zh: '案件', en: 'Case' }, as: 'code' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
