import { z } from 'zod';
import { TERMINAL_FIELDS, terminalFieldsSchema, terminalSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const changeTerminal = operation({
  module: 'devices',
  name: 'change-terminal',
  title: { zh: '更改终端', en: 'Change a terminal' },
  posts: ['system-administrator', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema, ...terminalFieldsSchema.shape }),
  output: terminalSchema,
  refusals: ['record.not_found', 'terminal.name_taken', 'terminal.slip_paper', 'terminal.closed'],
  fields: TERMINAL_FIELDS,
});
