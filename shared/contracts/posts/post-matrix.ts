import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { postSchema } from '../../posts/post-schema.ts';
import { textSchema } from '../../text.ts';
import { query } from '../contract.ts';

export const postMatrix = query({
  module: 'posts',
  name: 'post-matrix',
  title: { zh: '岗位权限表', en: 'Posts and acts' },
  posts: ['system-administrator', 'auditor', ...RIGHTS_APPROVERS],
  input: z.strictObject({}),
  output: z.object({
    rows: z.array(
      z.object({
        act: z.string(),
        module: z.string(),
        kind: z.enum(['operation', 'query']),
        title: textSchema,
        /** Every post, nobody in particular, or the posts named. */
        who: z.enum(['public', 'signed-in', 'posts']),
        posts: z.array(postSchema),
        sign: z.enum(['pin', 'totp']).nullable(),
      }),
    ),
  }),
  refusals: [],
  columns: [
    { key: 'act', title: { zh: '事项', en: 'Act' }, as: 'code' },
    { key: 'title', title: { zh: '名称', en: 'Title' } },
    { key: 'posts', title: { zh: '岗位', en: 'Posts' }, as: 'post' },
    { key: 'sign', title: { zh: '签字', en: 'Signature' } },
  ],
});
