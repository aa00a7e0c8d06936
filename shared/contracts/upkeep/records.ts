import { z } from 'zod';
import { recordSchema } from '../../upkeep/view.ts';
import { UPKEEP_READERS } from '../../upkeep/who.ts';
import { resultSchema, targetSchema } from '../../upkeep/words.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const records = query({
  module: 'upkeep',
  name: 'records',
  title: { zh: '维护记录', en: 'Upkeep records' },
  posts: UPKEEP_READERS,
  input: z.strictObject({
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    target: targetSchema.optional(),
    result: resultSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(recordSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'title', title: { zh: '项目', en: 'Item' } },
    { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
    { key: 'result', title: { zh: '结果', en: 'Result' }, as: 'state' },
    { key: 'note', title: { zh: '说明', en: 'Note' } },
    { key: 'person', title: { zh: '记录人', en: 'By' } },
    { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
  ],
});
