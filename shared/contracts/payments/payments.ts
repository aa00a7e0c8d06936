import { z } from 'zod';
import { paymentSchema, tenderSchema } from '../../payments/tender.ts';
import { businessDateSchema, instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** What came in and what was given back, by day and tender, or for one document; latest first. */
export const payments = query({
  module: 'payments',
  name: 'payments',
  title: { zh: '收款明细', en: 'Payments' },
  help: {
    zh: '按日期和付款方式查看每一笔收款与退款及其参考号。',
    en: 'Every payment and refund with its reference, by day and tender.',
  },
  posts: ['vending-clerk', 'cashier', 'vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
  input: z.strictObject({
    documentId: idSchema.optional(),
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    tender: tenderSchema.optional(),
    reference: z.string().trim().max(64).optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      paymentSchema.extend({
        documentKind: z.string(),
        documentId: idSchema,
        businessDate: businessDateSchema,
        at: instantSchema,
        personName: z.string(),
      }),
    ),
    next: idSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'direction', title: { zh: '收/退', en: 'In or out' }, as: 'state' },
    { key: 'tender', title: { zh: '付款方式', en: 'Tender' }, as: 'state' },
    { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
    { key: 'tenderedFen', title: { zh: '实收', en: 'Tendered' }, as: 'money' },
    { key: 'changeFen', title: { zh: '找零', en: 'Change' }, as: 'money' },
    { key: 'reference', title: { zh: '参考号', en: 'Reference' }, as: 'code' },
    { key: 'documentKind', title: { zh: '单据', en: 'Document' }, as: 'state' },
    { key: 'personName', title: { zh: '经办人', en: 'By' }, as: 'text' },
  ],
});
