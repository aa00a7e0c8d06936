import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const requireTerminals = operation({
  module: 'devices',
  name: 'require-terminals',
  title: { zh: '限定终端收款', en: 'Take money at terminals only' },
  help: {
    zh: '开启后，只有在已登记、已连接、当日已做开工检查的终端上才能开钱箱和售电。',
    en: 'When on, drawers are opened and credit is sold only at an enrolled, connected terminal that was checked today.',
  },
  posts: ['system-administrator'],
  sign: 'totp',
  input: z.strictObject({
    required: z.boolean(),
    reason: z.string().trim().min(2).max(200),
    signatures: z.array(idSchema).min(1),
  }),
  output: z.object({ required: z.boolean() }),
  refusals: ['terminal.none_connected'],
  fields: { required: { zh: '只限终端收款', en: 'At terminals only' }, reason: { zh: '原因', en: 'Reason' } },
});
