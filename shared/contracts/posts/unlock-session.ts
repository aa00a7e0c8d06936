import { z } from 'zod';
import { passwordSchema, pinSchema } from '../../posts/secret-schema.ts';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { operation } from '../contract.ts';

export const unlockSession = operation({
  module: 'posts',
  name: 'unlock-session',
  title: { zh: '解锁屏幕', en: 'Unlock the screen' },
  help: { zh: '用本人的PIN或密码解锁。', en: 'Unlock with your own PIN or password.' },
  // Public, because a locked session may do nothing else; the door itself asks for the session.
  posts: 'public',
  input: z.strictObject({ pin: pinSchema.optional(), password: passwordSchema.optional() }),
  output: sessionViewSchema,
  refusals: ['signature.wrong', 'signature.wait', 'signature.secret_missing', 'session.ended'],
  fields: { pin: { zh: 'PIN', en: 'PIN' }, password: { zh: '密码', en: 'Password' } },
});
