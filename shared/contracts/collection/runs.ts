import { z } from 'zod';
import { runSchema } from '../../collection/view.ts';
import { COLLECTION_READERS } from '../../collection/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const runs = query({
  module: 'collection',
  name: 'runs',
  title: { zh: '远程抄表', en: 'Collection runs' },
  posts: COLLECTION_READERS,
  input: z.strictObject({
    runId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(runSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'plannedAt', title: { zh: '计划时间', en: 'Planned at' }, as: 'instant' },
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'startedBy', title: { zh: '发起', en: 'By' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'asked', title: { zh: '应抄', en: 'Asked' } },
    { key: 'read', title: { zh: '已抄', en: 'Read' } },
    { key: 'silent', title: { zh: '无应答', en: 'Silent' } },
    { key: 'unreachable', title: { zh: '线路不通', en: 'Unreachable' } },
    { key: 'refused', title: { zh: '未采用', en: 'Not taken' } },
    { key: 'flagged', title: { zh: '异常', en: 'Flagged' } },
    { key: 'endedAt', title: { zh: '完成时间', en: 'Ended at' }, as: 'instant' },
  ],
});
