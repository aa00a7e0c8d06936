import { z } from 'zod';
import { claimCodeSchema, newPasswordSchema, newPinSchema } from '../../posts/secret-schema.ts';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { operation } from '../contract.ts';

export const claimAccount = operation({
  module: 'posts',
  name: 'claim-account',
  title: { zh: '领取账号', en: 'Claim your account' },
  help: {
    zh: '用一次性领取码设置自己的密码和PIN；除本人外无人知道。',
    en: 'Use your one-time code to set your own password and PIN; nobody but you knows them.',
  },
  posts: 'public',
  input: z.strictObject({ code: claimCodeSchema, password: newPasswordSchema, pin: newPinSchema }),
  output: sessionViewSchema,
  refusals: ['claim_code.wrong', 'sign_in.wait', 'password.too_easy', 'pin.too_easy', 'house.not_set_up'],
  fields: {
    code: { zh: '领取码', en: 'One-time code' },
    password: { zh: '新密码（至少10个字符）', en: 'New password (10 characters or more)' },
    pin: { zh: '新PIN（6至12位数字）', en: 'New PIN (6 to 12 digits)' },
  },
});
