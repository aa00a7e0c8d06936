import { z } from 'zod';
import { loadEventSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { eventStateSchema } from '../../control/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const loadEvents = query({
  module: 'control',
  name: 'load-events',
  title: { zh: '恶性负载记录', en: 'Malicious-load events' },
  posts: CONTROL_READERS,
  input: z.strictObject({
    state: eventStateSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(loadEventSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'powerWatts', title: { zh: '功率（瓦）', en: 'Power, W' } },
    { key: 'rule', title: { zh: '触发', en: 'Rule' }, as: 'state' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'restoreDueAt', title: { zh: '自动恢复时间', en: 'Restored at' }, as: 'instant' },
    { key: 'notice', title: { zh: '通知', en: 'Notice' } },
  ],
});
