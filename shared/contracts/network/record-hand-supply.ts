import { z } from 'zod';
import { DISPLAY_FIELDS, displayInput, supplySchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const recordHandSupply = operation({
  module: 'network',
  name: 'record-hand-supply',
  title: { zh: '登记现场送电', en: 'Record supply by hand' },
  help: {
    zh: '到现场送电后登记表显的购买次数和余额，结果不明的充值据此查明。',
    en: 'After switching on at the meter: count and credit shown there settle the unknown recharge.',
  },
  posts: ['vending-technician'],
  input: z.strictObject({ supplyId: idSchema, ...displayInput, note: z.string().trim().max(200).default('') }),
  output: supplySchema,
  refusals: ['record.not_found', 'state.illegal_move', 'display.unit_missing'],
  fields: {
    supplyId: { zh: '应急供电单', en: 'Emergency supply' },
    ...DISPLAY_FIELDS,
    note: { zh: '说明', en: 'Note' },
  },
});
