import { z } from 'zod';
import { resultSchema, runSchema } from '../../collection/view.ts';
import { COLLECTION_READERS } from '../../collection/who.ts';
import { resultStateSchema } from '../../collection/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const runResults = query({
  module: 'collection',
  name: 'run-results',
  title: { zh: '抄表结果', en: 'Results of a run' },
  posts: COLLECTION_READERS,
  input: z.strictObject({
    runId: idSchema,
    state: resultStateSchema.optional(),
    /** The meter number after which to go on. */
    after: z.string().max(40).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({ run: runSchema, rows: z.array(resultSchema), next: z.string().optional() }),
  refusals: ['record.not_found'],
  columns: [
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'state', title: { zh: '结果', en: 'Result' }, as: 'state' },
    { key: 'totalMilli', title: { zh: '读数', en: 'Reading' }, as: 'quantity' },
    { key: 'usedMilli', title: { zh: '用量', en: 'Used' }, as: 'quantity' },
    { key: 'clockAheadSeconds', title: { zh: '时钟快（秒）', en: 'Clock ahead, s' } },
    { key: 'flagged', title: { zh: '异常', en: 'Flagged' }, as: 'yes-no' },
    { key: 'reason', title: { zh: '说明', en: 'Why' } },
    { key: 'endedAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
  ],
});
