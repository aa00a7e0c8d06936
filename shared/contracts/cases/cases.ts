import { z } from 'zod';
import { CASE_KINDS, caseViewSchema } from '../../cases/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const cases = query({
  module: 'cases',
  name: 'cases',
  title: { zh: '差错与异常', en: 'Cases and incidents' },
  posts: 'signed-in',
  input: z.strictObject({
    kind: z.enum(CASE_KINDS).optional(),
    /** Missing: those still open. */
    closed: z.boolean().optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(caseViewSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '编号', en: 'No.' }, as: 'code' },
    { key: 'title', title: { zh: '事由', en: 'Subject' } },
    { key: 'summary', title: { zh: '摘要', en: 'Summary' } },
    { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
    { key: 'openedAt', title: { zh: '发现时间', en: 'Opened' }, as: 'instant' },
    { key: 'ownerPost', title: { zh: '责任岗位', en: 'Owner' }, as: 'post' },
    { key: 'dueAt', title: { zh: '限时', en: 'Due' }, as: 'instant' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
