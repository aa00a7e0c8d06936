import { z } from 'zod';
import { passwordSchema, totpSchema } from '../../posts/secret-schema.ts';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { operation } from '../contract.ts';

export const signIn = operation({
  module: 'posts',
  name: 'sign-in',
  title: { zh: '登录', en: 'Sign in' },
  posts: 'public',
  input: z.strictObject({
    login: z.string().trim().min(1).max(80),
    password: passwordSchema,
    /** Only for those who have enrolled an authenticator. */
    totp: totpSchema.optional(),
  }),
  output: sessionViewSchema,
  refusals: ['sign_in.failed', 'sign_in.wait', 'sign_in.totp_needed', 'totp_code.used', 'house.not_set_up'],
  fields: {
    login: { zh: '登录名', en: 'Login' },
    password: { zh: '密码', en: 'Password' },
    totp: { zh: '动态码', en: 'Authenticator code' },
  },
});
