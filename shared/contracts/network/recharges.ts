import { z } from 'zod';
import { rechargeSchema } from '../../network/view.ts';
import { NETWORK_READERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** The open ones oldest first, all of them newest first. */
export const recharges = query({
  module: 'network',
  name: 'recharges',
  title: { zh: '网络充值', en: 'Recharges over lines' },
  help: {
    zh: '“未决”是已发送而结果不明的充值：表计停售，等待查明，不会再次发送，也不会自动退款。',
    en: 'Open ones were sent and their outcome is not known: the meter is blocked, nothing is sent again or refunded.',
  },
  posts: NETWORK_READERS,
  input: z.strictObject({
    show: z.enum(['open', 'all']).default('open'),
    meterId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(rechargeSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'createdAt', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'amount', title: { zh: '充值', en: 'Credit' } },
    { key: 'purchaseCount', title: { zh: '第几次', en: 'Count' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' }, as: 'state' },
    { key: 'ageMinutes', title: { zh: '已过', en: 'Age' } },
  ],
});
