import { z } from 'zod';
import { supplySchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endSupply = operation({
  module: 'network',
  name: 'end-supply',
  title: { zh: '结束应急供电', en: 'End emergency supply' },
  help: {
    zh: '远程保电的会向表计发送解除命令；现场送电的由技术员恢复后登记。',
    en: 'Over the line the keep-power is lifted; by hand the technician has restored the meter.',
  },
  posts: ['vending-technician', 'vending-supervisor'],
  input: z.strictObject({ supplyId: idSchema, note: z.string().trim().min(2).max(200) }),
  output: supplySchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { supplyId: { zh: '应急供电单', en: 'Emergency supply' }, note: { zh: '说明', en: 'Note' } },
});
