import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { reversalSchema } from '../../vending/view.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { reversalStateSchema } from '../../vending/words.ts';
import { query } from '../contract.ts';

export const reversals = query({
  module: 'vending',
  name: 'reversals',
  title: { zh: '冲正单', en: 'Reversals' },
  posts: [...SALE_READERS],
  input: z.strictObject({
    state: reversalStateSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      reversalSchema.extend({
        saleId: idSchema,
        slipNo: z.string(),
        roomCode: z.string(),
        can: z.array(z.string()),
      }),
    ),
    next: idSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'reversalNo', title: { zh: '冲正单号', en: 'Reversal' }, as: 'code' },
    { key: 'slipNo', title: { zh: '原凭证号', en: 'Slip' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
    { key: 'refundFen', title: { zh: '应退', en: 'To give back' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
    { key: 'requestedByName', title: { zh: '申请人', en: 'Requested by' } },
    { key: 'requestedAt', title: { zh: '申请时间', en: 'Requested at' }, as: 'instant' },
  ],
});
