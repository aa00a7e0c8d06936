import { z } from 'zod';
import { accountCodeSchema } from '../../ledger/chart.ts';
import { LEDGER_READERS } from '../../ledger/view.ts';
import { businessDateSchema, instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../../values/money.ts';
import { query } from '../contract.ts';

/** Business date, entry and line number of the last row seen. */
const cursorSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}_\d+$/);

export const accountLines = query({
  module: 'ledger',
  name: 'account-lines',
  title: { zh: '明细账', en: 'Ledger of an account' },
  help: {
    zh: '一个科目的逐笔明细和余额，收付不相抵；可按往来对象筛选。',
    en: 'One account line by line with its running balance, receipts and payments never netted; by party if wanted.',
  },
  posts: LEDGER_READERS,
  input: z.strictObject({
    account: accountCodeSchema,
    partyId: idSchema.optional(),
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    after: cursorSchema.optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({
    /** Balance before the first row of this page. */
    openingFen: moneySchema,
    rows: z.array(
      z.object({
        entryId: idSchema,
        lineNo: z.int(),
        businessDate: businessDateSchema,
        postedAt: instantSchema,
        text: z.string(),
        documentKind: z.string(),
        documentId: idSchema,
        partyId: idSchema.nullable(),
        debitFen: nonNegativeMoneySchema,
        creditFen: nonNegativeMoneySchema,
        balanceFen: moneySchema,
      }),
    ),
    next: cursorSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'businessDate', title: { zh: '业务日期', en: 'Business date' }, as: 'date' },
    { key: 'postedAt', title: { zh: '记账时间', en: 'Posted' }, as: 'instant' },
    { key: 'text', title: { zh: '摘要', en: 'Text' } },
    { key: 'debitFen', title: { zh: '借方', en: 'Debit' }, as: 'money' },
    { key: 'creditFen', title: { zh: '贷方', en: 'Credit' }, as: 'money' },
    { key: 'balanceFen', title: { zh: '余额', en: 'Balance' }, as: 'money' },
  ],
});
