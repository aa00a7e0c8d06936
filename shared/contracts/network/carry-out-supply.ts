import { z } from 'zod';
import { supplySchema } from '../../network/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const carryOutSupply = operation({
  module: 'network',
  name: 'carry-out-supply',
  title: { zh: '远程保电', en: 'Keep the power on over the line' },
  help: {
    zh: '向表计发送保电命令，到期自动失效；表计没有应答时改为现场送电。',
    en: 'Sends the keep-power command with its expiry; where the meter is silent it is done by hand.',
  },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ supplyId: idSchema }),
  output: supplySchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { supplyId: { zh: '应急供电单', en: 'Emergency supply' } },
});
