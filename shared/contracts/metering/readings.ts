import { z } from 'zod';
import { readingSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { readingMarkSchema } from '../../metering/words.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const readings = query({
  module: 'metering',
  name: 'readings',
  title: { zh: '抄表记录', en: 'Readings' },
  posts: METERING_READERS,
  input: z.strictObject({
    meterId: idSchema.optional(),
    mark: readingMarkSchema.optional(),
    /** Older than this. */
    after: instantSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(readingSchema), next: instantSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'readAt', title: { zh: '抄表时间', en: 'Read at' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'register', title: { zh: '计度器', en: 'Register' }, as: 'state' },
    { key: 'valueMilli', title: { zh: '读数', en: 'Reading' }, as: 'quantity' },
    { key: 'usedMilli', title: { zh: '用量', en: 'Used' }, as: 'quantity' },
    { key: 'source', title: { zh: '来源', en: 'Source' }, as: 'state' },
    { key: 'mark', title: { zh: '标记', en: 'Mark' }, as: 'state' },
    { key: 'recordedBy', title: { zh: '记录人', en: 'By' }, as: 'person' },
  ],
});
