import { z } from 'zod';
import { COMMANDS } from '../../agent/protocol.ts';
import { orderEndSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const virtualPlaceCard = operation({
  module: 'devices',
  name: 'virtual-place-card',
  title: { zh: '虚拟桌面：放卡', en: 'Virtual desk: place a card' },
  posts: ['vending-clerk', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema.optional(), ...COMMANDS['virtual.place-card'].body.shape }),
  output: z.object({ end: orderEndSchema, answer: COMMANDS['virtual.place-card'].answer.nullable() }),
  refusals: ['terminal.none', 'terminal.closed', 'record.not_found', 'terminal.not_virtual'],
});
