import { z } from 'zod';
import { TIP_READERS, tipRowSchema, tipStateSchema } from '../../cases/tip.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const tips = query({
  module: 'cases',
  name: 'tips',
  title: { zh: '举报', en: 'Tips' },
  posts: [...TIP_READERS],
  input: z.strictObject({
    tipId: idSchema.optional(),
    state: tipStateSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(100).default(50),
  }),
  output: z.object({ rows: z.array(tipRowSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '编号', en: 'Number' }, as: 'code' },
    { key: 'about', title: { zh: '关于', en: 'About' }, as: 'state' },
    { key: 'receivedAt', title: { zh: '收到', en: 'Received' }, as: 'instant' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
