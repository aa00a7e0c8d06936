import { z } from 'zod';
import { COMMANDS } from '../../agent/protocol.ts';
import { orderEndSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const virtualState = operation({
  module: 'devices',
  name: 'virtual-state',
  title: { zh: '虚拟桌面：查看', en: 'Virtual desk: look at it' },
  posts: ['vending-clerk', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema.optional() }),
  output: z.object({ end: orderEndSchema, answer: COMMANDS['virtual.state'].answer.nullable() }),
  refusals: ['terminal.none', 'terminal.closed', 'record.not_found', 'terminal.not_virtual'],
});
