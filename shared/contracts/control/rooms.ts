import { z } from 'zod';
import { roomRelaySchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const rooms = query({
  module: 'control',
  name: 'rooms',
  title: { zh: '房间通断状态', en: 'Relays of the rooms' },
  posts: CONTROL_READERS,
  input: z.strictObject({
    buildingId: idSchema.optional(),
    roomId: idSchema.optional(),
    /** Only those whose relay is not as the last command left it. */
    differing: z.boolean().optional(),
    after: z.string().max(90).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(roomRelaySchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'relay', title: { zh: '通断', en: 'Relay' }, as: 'state' },
    { key: 'powerWatts', title: { zh: '功率（瓦）', en: 'Power, W' } },
    { key: 'seenAt', title: { zh: '读取时间', en: 'Seen at' }, as: 'instant' },
    { key: 'lastCommand', title: { zh: '最近命令', en: 'Last command' }, as: 'state' },
    { key: 'lastState', title: { zh: '命令结果', en: 'Its result' }, as: 'state' },
    { key: 'differs', title: { zh: '与命令不符', en: 'Differs' }, as: 'yes-no' },
    { key: 'protection', title: { zh: '保障', en: 'Protected' }, as: 'state' },
  ],
});
