import { z } from 'zod';
import { operation } from '../contract.ts';

export const signOut = operation({
  module: 'posts',
  name: 'sign-out',
  title: { zh: '退出登录', en: 'Sign out' },
  // Public, because a session that is locked or already ended must be able to leave too.
  posts: 'public',
  input: z.strictObject({}),
  output: z.object({ signedOut: z.literal(true) }),
  refusals: [],
});
