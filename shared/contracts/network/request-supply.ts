import { z } from 'zod';
import { supplySchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const requestSupply = operation({
  module: 'network',
  name: 'request-supply',
  title: { zh: '申请应急供电', en: 'Request emergency supply' },
  help: {
    zh: '表计因充值结果不明停售而住户断电时使用；主管批准后远程保电或现场送电。',
    en: 'For a room left dark because its meter may not be sold to; after approval it is kept on remotely or by hand.',
  },
  posts: ['vending-clerk', 'vending-technician'],
  input: z.strictObject({
    meterId: idSchema,
    minutes: z.int().min(10).max(4320).default(720),
    reason: z.string().trim().min(2).max(200),
  }),
  output: supplySchema,
  refusals: ['meter.off_line', 'meter.sellable', 'supply.present'],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    minutes: { zh: '供电时长（分钟）', en: 'Minutes' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
