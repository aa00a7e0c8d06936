import { z } from 'zod';
import { carriedCreditSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const carriedCredits = query({
  module: 'metering',
  name: 'carried-credits',
  title: { zh: '待写入的结转余额', en: 'Carried credit to be brought' },
  help: {
    zh: '换表或搬入时转来、还没有写进卡表、网络表的余额。写入之前不能售。',
    en: 'Credit carried at a meter change or a move that is not in the card or network meter yet. Nothing is sold before it is.',
  },
  posts: METERING_READERS,
  input: z.strictObject({
    meterId: idSchema.optional(),
    state: z.enum(['open', 'delivered']).default('open'),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(carriedCreditSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'settledAt', title: { zh: '结算时间', en: 'Settled' }, as: 'instant' },
    { key: 'settlementNumber', title: { zh: '结算单', en: 'Settlement' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
    { key: 'meterNo', title: { zh: '新表', en: 'New meter' }, as: 'code' },
    { key: 'amountFen', title: { zh: '金额', en: 'Money' }, as: 'money' },
    { key: 'amountMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
