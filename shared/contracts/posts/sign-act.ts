import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { pinSchema, totpSchema } from '../../posts/secret-schema.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/**
 * Step-up signature over one act. `content` is exactly the input of the act without its `signatures`. Without `login`
 * the person signed in signs; with it, a second party standing at the same screen. Valid two minutes, once.
 */
export const signAct = operation({
  module: 'posts',
  name: 'sign-act',
  title: { zh: '签字', en: 'Sign' },
  help: {
    zh: '用本人的PIN或动态码签字，只对这一笔有效。',
    en: 'Sign with your own PIN or authenticator code; it counts for this act only.',
  },
  posts: 'signed-in',
  input: z.strictObject({
    login: z.string().trim().min(1).max(80).optional(),
    /** The post the second party signs in; needed only when that person holds several. */
    post: postSchema.optional(),
    pin: pinSchema.optional(),
    totp: totpSchema.optional(),
    /** Full name of the operation: `tills.close-drawer`. */
    act: z.string().regex(/^[a-z]+\.[a-z0-9-]+$/),
    content: z.record(z.string(), z.unknown()),
  }),
  output: z.object({
    signatureId: idSchema,
    personId: idSchema,
    name: z.string(),
    post: postSchema,
    digest: z.string(),
    validUntil: instantSchema,
  }),
  refusals: [
    'signature.wrong',
    'signature.wait',
    'signature.totp_missing',
    'signature.act_unknown',
    'signature.secret_missing',
    'totp_code.used',
    'post.not_held',
    'request.invalid',
  ],
  fields: {
    login: { zh: '签字人登录名', en: "Signer's login" },
    pin: { zh: 'PIN', en: 'PIN' },
    totp: { zh: '动态码', en: 'Authenticator code' },
  },
});
