import { TERMINAL_FIELDS, terminalFieldsSchema, terminalSchema } from '../../devices/view.ts';
import { operation } from '../contract.ts';

export const inviteTerminal = operation({
  module: 'devices',
  name: 'invite-terminal',
  title: { zh: '登记终端', en: 'Invite a terminal' },
  help: {
    zh: '一台机器一个用途。登记后发放一次性登记码，在该机器的柜台程序上输入。',
    en: 'One machine, one purpose. Then issue its one-time code and type it into the counter agent of that machine.',
  },
  posts: ['system-administrator', 'vending-technician'],
  input: terminalFieldsSchema,
  output: terminalSchema,
  refusals: ['terminal.name_taken', 'terminal.slip_paper'],
  fields: TERMINAL_FIELDS,
});
