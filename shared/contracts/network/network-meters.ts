import { z } from 'zod';
import { networkMeterSchema } from '../../network/view.ts';
import { NETWORK_READERS } from '../../network/who.ts';
import { presenceSchema } from '../../network/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const networkMeters = query({
  module: 'network',
  name: 'network-meters',
  title: { zh: '网络表', en: 'Network meters' },
  posts: NETWORK_READERS,
  input: z.strictObject({
    meterId: idSchema.optional(),
    lineId: idSchema.optional(),
    presence: presenceSchema.optional(),
    /** Only those that want somebody's eye: clock off, count not as booked, blocked. */
    attention: z.boolean().optional(),
    /** The beginning of the meter number. */
    find: z.string().trim().max(40).optional(),
    after: z.string().max(40).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(networkMeterSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'lineName', title: { zh: '线路', en: 'Line' } },
    { key: 'presence', title: { zh: '通信', en: 'Presence' }, as: 'state' },
    { key: 'seenAt', title: { zh: '最近应答', en: 'Last answer' }, as: 'instant' },
    { key: 'relay', title: { zh: '继电器', en: 'Relay' }, as: 'state' },
    { key: 'left', title: { zh: '剩余', en: 'Left' } },
    { key: 'purchaseCount', title: { zh: '购买次数', en: 'Count' } },
    { key: 'clock', title: { zh: '表钟偏差', en: 'Clock error' } },
  ],
});
