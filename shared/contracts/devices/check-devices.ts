import { z } from 'zod';
import { healthCheckSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const checkDevices = operation({
  module: 'devices',
  name: 'check-devices',
  title: { zh: '开工检查', en: 'Check before work' },
  help: {
    zh: '检查本终端的读卡器、打印机和时钟；设备有故障时自动报技术员，一个故障只报一次。',
    en: 'Looks at reader, printer and clock of this terminal; a fault is reported to the technician, each fault once.',
  },
  posts: ['vending-clerk', 'cashier', 'vending-technician'],
  input: z.strictObject({
    /** Missing: the terminal one sits at. */
    terminalId: idSchema.optional(),
  }),
  output: z.object({ check: healthCheckSchema, incidents: z.array(z.string()) }),
  refusals: ['terminal.none', 'terminal.closed', 'record.not_found'],
});
