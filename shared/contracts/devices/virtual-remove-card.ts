import { z } from 'zod';
import { COMMANDS } from '../../agent/protocol.ts';
import { orderEndSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const virtualRemoveCard = operation({
  module: 'devices',
  name: 'virtual-remove-card',
  title: { zh: '虚拟桌面：取卡', en: 'Virtual desk: remove the card' },
  posts: ['vending-clerk', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema.optional() }),
  output: z.object({ end: orderEndSchema, answer: COMMANDS['virtual.remove-card'].answer.nullable() }),
  refusals: ['terminal.none', 'terminal.closed', 'record.not_found', 'terminal.not_virtual'],
});
