import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Who is there and in which posts: to choose a second signer, a receiver, an assignee. */
export const colleagues = query({
  module: 'posts',
  name: 'colleagues',
  title: { zh: '同事', en: 'Colleagues' },
  posts: 'signed-in',
  input: z.strictObject({ post: postSchema.optional() }),
  output: z.object({
    rows: z
      .array(z.object({ personId: idSchema, name: z.string(), login: z.string(), posts: z.array(postSchema) }))
      .max(200),
  }),
  refusals: [],
  columns: [
    { key: 'name', title: { zh: '姓名', en: 'Name' } },
    { key: 'login', title: { zh: '登录名', en: 'Login' }, as: 'code' },
    { key: 'posts', title: { zh: '岗位', en: 'Posts' }, as: 'post' },
  ],
});
