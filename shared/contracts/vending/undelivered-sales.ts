import { z } from 'zod';
import { deliveryReasonSchema } from '../../metering/words.ts';
import { saleRowSchema } from '../../vending/view.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { attemptStateSchema } from '../../vending/words.ts';
import { query } from '../contract.ts';

/** Paid and neither delivered nor reversed, oldest first: at most 200, because there must never be so many. */
export const undeliveredSales = query({
  module: 'vending',
  name: 'undelivered-sales',
  title: { zh: '已收款未到账', en: 'Paid, not delivered' },
  help: {
    zh: '每一笔都须有结果：到账、冲正或立案。',
    en: 'Each must come to an end: delivered, reversed or a case.',
  },
  posts: [...SALE_READERS],
  input: z.strictObject({}),
  output: z.object({
    rows: z.array(
      saleRowSchema.extend({
        ageMinutes: z.int(),
        attemptState: attemptStateSchema.nullable(),
        reason: deliveryReasonSchema.nullable(),
        can: z.array(z.string()),
      }),
    ),
  }),
  refusals: [],
  columns: [
    { key: 'slipNo', title: { zh: '凭证号', en: 'Slip' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'totalFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'attemptState', title: { zh: '上一次充值', en: 'Last attempt' }, as: 'state' },
    { key: 'ageMinutes', title: { zh: '已过（分钟）', en: 'Minutes since' } },
  ],
});
