import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const unblockMeter = operation({
  module: 'metering',
  name: 'unblock-meter',
  overrules: true,
  title: { zh: '恢复售卖', en: 'Sell to a meter again' },
  posts: ['vending-supervisor'],
  input: z.strictObject({ blockId: idSchema, note: reasonSchema }),
  output: z.object({ blockId: idSchema }),
  refusals: ['meter.not_blocked', 'meter.block_not_yours'],
  fields: { blockId: { zh: '停售记录', en: 'Block' }, note: { zh: '说明', en: 'Note' } },
});
