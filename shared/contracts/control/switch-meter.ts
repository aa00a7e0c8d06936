import { z } from 'zod';
import { commandSchema, SWITCH_FIELDS, switchInput } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const switchMeter = operation({
  module: 'control',
  name: 'switch-meter',
  title: { zh: '远程通断', en: 'Switch a meter' },
  help: {
    zh: '命令发出后读回通断状态和功率；表只在有效时间内执行。每次操作签字并永久留存。',
    en: 'The relay and the power are read back after the command; the meter obeys only within the time given. Each is signed and kept.',
  },
  posts: CONTROL_WRITERS,
  sign: 'pin',
  input: z.strictObject({ meterId: idSchema, ...switchInput, signatures: z.array(idSchema).min(1).max(1) }),
  output: commandSchema,
  refusals: [
    'record.not_found',
    'meter.retired',
    'control.not_linked',
    'control.room_protected',
    'control.sale_open',
    'control.supply_running',
    'control.under_way',
  ],
  fields: { meterId: { zh: '表', en: 'Meter' }, ...SWITCH_FIELDS },
});
