import { z } from 'zod';
import { newPinSchema, passwordSchema } from '../../posts/secret-schema.ts';
import { operation } from '../contract.ts';

export const changePin = operation({
  module: 'posts',
  name: 'change-pin',
  title: { zh: '修改PIN', en: 'Change PIN' },
  posts: 'signed-in',
  input: z.strictObject({ password: passwordSchema, newPin: newPinSchema }),
  output: z.object({ changed: z.literal(true) }),
  refusals: ['signature.wrong', 'signature.wait', 'pin.too_easy'],
  fields: { password: { zh: '现用密码', en: 'Present password' }, newPin: { zh: '新PIN', en: 'New PIN' } },
});
