import { z } from 'zod';
import { totpSchema } from '../../posts/secret-schema.ts';
import { operation } from '../contract.ts';

export const confirmTotp = operation({
  module: 'posts',
  name: 'confirm-totp',
  title: { zh: '确认验证器', en: 'Confirm the authenticator' },
  posts: 'signed-in',
  input: z.strictObject({ totp: totpSchema }),
  output: z.object({ enrolled: z.literal(true) }),
  refusals: ['signature.wrong', 'signature.wait', 'totp_code.used', 'totp_code.not_started'],
  fields: { totp: { zh: '动态码', en: 'Authenticator code' } },
});
