import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { operation } from '../contract.ts';

/** Only where the server runs a demo house: the token is made at each start and printed on its console. */
export const demoSignIn = operation({
  module: 'posts',
  name: 'demo-sign-in',
  title: { zh: '演示登录', en: 'Demo sign-in' },
  posts: 'public',
  input: z.strictObject({ token: z.string().min(1).max(100), post: postSchema }),
  output: sessionViewSchema,
  refusals: ['demo.not_here', 'demo.wrong_token', 'demo.nobody_holds'],
});
