import { z } from 'zod';
import { DISPLAY_FIELDS, displayInput } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const recordDisplay = operation({
  module: 'network',
  name: 'record-display',
  title: { zh: '登记现场表显', en: 'Record what the display shows' },
  help: {
    zh: '表计远程不通时，到现场抄下表显的购买次数和剩余金额；结果不明的充值据此查明。',
    en: 'Where the line is dead: count and credit read at the meter settle a recharge whose outcome is not known.',
  },
  posts: ['vending-technician'],
  input: z.strictObject({ meterId: idSchema, ...displayInput, note: z.string().trim().max(200).default('') }),
  output: z.object({ displayId: idSchema }),
  refusals: ['meter.off_line', 'display.unit_missing'],
  fields: { meterId: { zh: '表', en: 'Meter' }, ...DISPLAY_FIELDS, note: { zh: '说明', en: 'Note' } },
});
