import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Where one is signed in now. */
export const ownSessions = query({
  module: 'posts',
  name: 'own-sessions',
  title: { zh: '我的登录', en: 'My sessions' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    rows: z
      .array(
        z.object({
          sessionId: idSchema,
          since: instantSchema,
          lastSeenAt: instantSchema,
          address: z.string(),
          post: postSchema.nullable(),
          /** The browser that asks. */
          here: z.boolean(),
        }),
      )
      .max(100),
  }),
  refusals: [],
  columns: [
    { key: 'since', title: { zh: '登录时间', en: 'Signed in' }, as: 'instant' },
    { key: 'lastSeenAt', title: { zh: '最近活动', en: 'Last seen' }, as: 'instant' },
    { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
    { key: 'address', title: { zh: '地址', en: 'Address' }, as: 'code' },
    { key: 'here', title: { zh: '本机', en: 'This browser' }, as: 'yes-no' },
  ],
});
