import { z } from 'zod';
import { healthCheckSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const healthChecks = query({
  module: 'devices',
  name: 'health-checks',
  title: { zh: '开工检查记录', en: 'Checks before work' },
  posts: 'signed-in',
  input: z.strictObject({
    terminalId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(healthCheckSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'terminal', title: { zh: '终端', en: 'Terminal' } },
    { key: 'person', title: { zh: '检查人', en: 'By' }, as: 'person' },
    { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
    { key: 'result', title: { zh: '结果', en: 'Result' }, as: 'state' },
  ],
});
