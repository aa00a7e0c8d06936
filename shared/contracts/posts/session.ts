import { z } from 'zod';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { query } from '../contract.ts';

export const session = query({
  module: 'posts',
  name: 'session',
  title: { zh: '当前登录', en: 'Session' },
  posts: 'public',
  input: z.strictObject({}),
  output: sessionViewSchema,
  refusals: [],
});
