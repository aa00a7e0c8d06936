import { z } from 'zod';
import { LINE_WRITERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Goes through a door: a password is in no chain and in no stored request. */
export const setMeterSecret = operation({
  module: 'network',
  name: 'set-meter-secret',
  title: { zh: '设置表计密码', en: 'Set the password of a meter' },
  help: {
    zh: '密码和操作者代码加密保存，任何页面都不再显示。',
    en: 'Password and operator code are sealed and shown nowhere again.',
  },
  posts: LINE_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    level: z.enum(['02', '04']).default('02'),
    password: z.string().regex(/^\d{6}$/),
    operator: z
      .string()
      .regex(/^[0-9a-fA-F]{8}$/)
      .default('00000000'),
  }),
  output: z.object({ meterId: idSchema }),
  refusals: ['session.none', 'post.not_allowed', 'meter.off_line'],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    level: { zh: '权限级别', en: 'Level' },
    password: { zh: '密码（6 位数字）', en: 'Password, 6 figures' },
    operator: { zh: '操作者代码（8 位）', en: 'Operator code, 8 figures' },
  },
});
