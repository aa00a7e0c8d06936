import { z } from 'zod';
import { ruleViewSchema } from '../../duties/rule-view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const rules = query({
  module: 'duties',
  name: 'rules',
  title: { zh: '制度签阅', en: 'Rules to read and sign' },
  posts: 'signed-in',
  input: z.strictObject({ after: idSchema.optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(ruleViewSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'title', title: { zh: '制度', en: 'Rule' } },
    { key: 'version', title: { zh: '版次', en: 'Version' } },
    { key: 'publishedAt', title: { zh: '发布时间', en: 'Published' }, as: 'instant' },
    { key: 'publishedBy', title: { zh: '发布人', en: 'By' } },
    { key: 'signed', title: { zh: '已签阅', en: 'Signed' } },
    { key: 'missing', title: { zh: '未签阅', en: 'Not yet' } },
  ],
});
