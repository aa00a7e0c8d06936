import { z } from 'zod';
import { registerRowSchema } from '../../duties/view.ts';
import { POST_KEYS } from '../../posts.ts';
import { query } from '../contract.ts';

export const dutyRegister = query({
  module: 'duties',
  name: 'duty-register',
  title: { zh: '职责', en: 'Duties' },
  help: {
    zh: '全部岗位职责，以及每一条由什么证明、最近一次是何时由谁办的。',
    en: 'All duties of all posts, what proves each, and when and by whom it was last kept.',
  },
  posts: 'signed-in',
  input: z.strictObject({
    chapter: z.enum(['1', '2', '3', '4', '5', '6']).optional(),
    post: z.enum([...POST_KEYS, 'all-posts']).optional(),
    kind: z.enum(['control', 'flow', 'schedule', 'report', 'record', 'conduct']).optional(),
    state: z.enum(['proven', 'open']).optional(),
    /** Only those this house owes. */
    owed: z.boolean().optional(),
    text: z.string().trim().max(60).optional(),
    /** Id of the last duty of the page before. */
    after: z.string().max(20).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({
    rows: z.array(registerRowSchema),
    next: z.string().nullable(),
    /** Over the whole register, whatever was asked for. */
    proven: z.int(),
    total: z.int(),
    /** Of the rows that meet the conditions, on all pages. */
    found: z.int(),
    foundProven: z.int(),
  }),
  refusals: [],
  columns: [
    { key: 'id', title: { zh: '编号', en: 'No.' }, as: 'code' },
    { key: 'title', title: { zh: '职责', en: 'Duty' } },
    { key: 'posts', title: { zh: '岗位', en: 'Post' } },
    { key: 'kinds', title: { zh: '类别', en: 'Kind' } },
    { key: 'when', title: { zh: '时限', en: 'When' } },
    { key: 'proven', title: { zh: '证明', en: 'Proof' } },
    { key: 'holders', title: { zh: '担任人', en: 'Holders' } },
    { key: 'latest', title: { zh: '最近一次', en: 'Latest evidence' } },
  ],
});
