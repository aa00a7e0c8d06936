import { z } from 'zod';
import { newPasswordSchema, passwordSchema } from '../../posts/secret-schema.ts';
import { operation } from '../contract.ts';

export const changePassword = operation({
  module: 'posts',
  name: 'change-password',
  title: { zh: '修改密码', en: 'Change password' },
  help: { zh: '其他设备上的登录会结束。', en: 'Your sessions on other machines end.' },
  posts: 'signed-in',
  input: z.strictObject({ password: passwordSchema, newPassword: newPasswordSchema }),
  output: z.object({ changed: z.literal(true) }),
  refusals: ['signature.wrong', 'signature.wait', 'password.too_easy'],
  fields: { password: { zh: '现用密码', en: 'Present password' }, newPassword: { zh: '新密码', en: 'New password' } },
});
