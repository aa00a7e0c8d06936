import { z } from 'zod';
import { journalMonthSchema, journalSettlementSchema } from '../../reconciliation/journal-month.ts';
import { digestSchema } from '../../reconciliation/slip-content.ts';
import { businessDateSchema, monthSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first; with the month that is to be settled next. */
export const journalSettlements = query({
  module: 'reconciliation',
  name: 'journal-settlements',
  title: { zh: '日记账月结', en: 'Journal settlements' },
  help: {
    zh: '现金日记账日清月结：每日日结清账，每月结出各钱箱和保险柜的期初、收入、付出、期末。',
    en: 'The cash journal is cleared daily and settled monthly: opening, receipts, payments and closing of each drawer and the safe.',
  },
  posts: ['cashier', 'vending-clerk', 'vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
  input: z.strictObject({
    settlementId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(journalSettlementSchema),
    next: idSchema.optional(),
    /** The earliest month with cash that is over and not settled, as it stands; null where there is none. */
    due: z
      .object({
        month: monthSchema,
        /** Not shown to those who count drawers while a day is not closed: counts stay blind. */
        content: journalMonthSchema.nullable(),
        contentDigest: digestSchema.nullable(),
        /** The first day that is not closed: it stops the settlement. */
        openDay: businessDateSchema.nullable(),
        can: z.array(z.string()),
      })
      .nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '单号', en: 'Number' }, as: 'code' },
    { key: 'month', title: { zh: '月份', en: 'Month' }, as: 'code' },
    { key: 'openingFen', title: { zh: '期初', en: 'Opening' }, as: 'money' },
    { key: 'receiptFen', title: { zh: '收入', en: 'Receipts' }, as: 'money' },
    { key: 'paymentFen', title: { zh: '付出', en: 'Payments' }, as: 'money' },
    { key: 'closingFen', title: { zh: '期末', en: 'Closing' }, as: 'money' },
    { key: 'agrees', title: { zh: '与账相符', en: 'Agrees with the books' }, as: 'yes-no' },
    { key: 'signedBy', title: { zh: '签字人', en: 'Signed by' } },
    { key: 'signedAt', title: { zh: '签字时间', en: 'Signed' }, as: 'instant' },
  ],
});
