import { z } from 'zod';
import { appliedReadingsSchema, appliedRoomsSchema, noticedSchema } from '../../metering/import.ts';
import { personRefSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const importBatches = query({
  module: 'metering',
  name: 'import-batches',
  title: { zh: '导入记录', en: 'Imports' },
  posts: METERING_READERS,
  input: z.strictObject({
    batchId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        batchId: idSchema,
        kind: z.enum(['rooms', 'readings']),
        fileName: z.string(),
        goodRows: z.int(),
        badRows: z.int(),
        state: z.enum(['staged', 'applied', 'discarded']),
        stagedAt: instantSchema,
        stagedBy: personRefSchema,
        endedAt: instantSchema.nullable(),
        /** While it waits: what the check noticed. */
        noticed: noticedSchema.nullable(),
        /** What applying it did; null before, and for a batch thrown away. */
        result: z.union([appliedRoomsSchema, appliedReadingsSchema]).nullable(),
        can: z.array(z.string()),
      }),
    ),
    next: idSchema.optional(),
  }),
  refusals: [],
  columns: [
    { key: 'stagedAt', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'kind', title: { zh: '内容', en: 'Content' }, as: 'state' },
    { key: 'fileName', title: { zh: '文件', en: 'File' } },
    { key: 'goodRows', title: { zh: '可用行', en: 'Good rows' } },
    { key: 'badRows', title: { zh: '问题行', en: 'Bad rows' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'stagedBy', title: { zh: '经办人', en: 'By' }, as: 'person' },
  ],
});
