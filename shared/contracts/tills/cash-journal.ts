import { z } from 'zod';
import { CASH_OVERSEERS, CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { journalDaySchema, journalRangeSchema, journalRowSchema } from '../../tills/journal.ts';
import { query } from '../contract.ts';

/** One line per event in order, receipts and payments apart, with the drawer's running balance. */
export const cashJournal = query({
  module: 'tills',
  name: 'cash-journal',
  title: { zh: '现金日记账', en: 'Cash journal' },
  help: {
    zh: '逐笔、按发生顺序登记，收付不相抵，随时结出余额。窗口岗位只能看到已结班的部分。',
    en: 'Every event in order, receipts and payments never netted, with the balance. Counter posts see closed sessions.',
  },
  posts: [...CUSTODIAN_POSTS, ...CASH_OVERSEERS, 'finance', 'auditor'],
  input: journalRangeSchema.extend({
    after: z.string().max(80).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({
    rows: z.array(journalRowSchema),
    /** Totals of each day and drawer of the range; with the first page only. */
    days: z.array(journalDaySchema),
    next: z.string().nullable(),
  }),
  refusals: ['request.invalid'],
  columns: [
    { key: 'businessDate', title: { zh: '日期', en: 'Day' }, as: 'date' },
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'drawerCode', title: { zh: '钱箱', en: 'Drawer' }, as: 'code' },
    { key: 'documentNumber', title: { zh: '凭证号', en: 'Document' }, as: 'code' },
    { key: 'summary', title: { zh: '摘要', en: 'Summary' }, as: 'text' },
    { key: 'receiptFen', title: { zh: '收入', en: 'Receipt' }, as: 'money' },
    { key: 'paymentFen', title: { zh: '付出', en: 'Payment' }, as: 'money' },
    { key: 'balanceFen', title: { zh: '余额', en: 'Balance' }, as: 'money' },
    { key: 'personName', title: { zh: '经手人', en: 'By' }, as: 'text' },
  ],
});
