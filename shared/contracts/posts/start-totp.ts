import { z } from 'zod';
import { passwordSchema } from '../../posts/secret-schema.ts';
import { operation } from '../contract.ts';

export const startTotp = operation({
  module: 'posts',
  name: 'start-totp',
  title: { zh: '启用验证器', en: 'Enrol an authenticator' },
  help: {
    zh: '用手机验证器扫描，再输入显示的六位数字确认。',
    en: 'Scan it with your authenticator, then confirm with the six figures it shows.',
  },
  posts: 'signed-in',
  input: z.strictObject({ password: passwordSchema }),
  output: z.object({ secret: z.string(), uri: z.string() }),
  refusals: ['signature.wrong', 'signature.wait'],
  fields: { password: { zh: '现用密码', en: 'Present password' } },
});
