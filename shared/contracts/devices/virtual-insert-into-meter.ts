import { z } from 'zod';
import { COMMANDS } from '../../agent/protocol.ts';
import { orderEndSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const virtualInsertIntoMeter = operation({
  module: 'devices',
  name: 'virtual-insert-into-meter',
  title: { zh: '虚拟桌面：插入电表', en: 'Virtual desk: insert into the meter' },
  posts: ['vending-clerk', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema.optional(), ...COMMANDS['virtual.insert-into-meter'].body.shape }),
  output: z.object({ end: orderEndSchema, answer: COMMANDS['virtual.insert-into-meter'].answer.nullable() }),
  refusals: ['terminal.none', 'terminal.closed', 'record.not_found', 'terminal.not_virtual'],
});
