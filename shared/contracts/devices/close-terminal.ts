import { z } from 'zod';
import { terminalSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const closeTerminal = operation({
  module: 'devices',
  name: 'close-terminal',
  title: { zh: '停用终端', en: 'Close a terminal' },
  help: {
    zh: '柜台程序随即断开，浏览器的终端标记失效；不能恢复，需要时重新登记。',
    en: 'Its agent is cut off and its browser is no terminal any more. It cannot be undone; invite it anew.',
  },
  posts: ['system-administrator', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema }),
  output: terminalSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
});
