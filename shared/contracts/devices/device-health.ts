import { z } from 'zod';
import { closingDownSchema, healthCheckSchema, terminalSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const deviceHealth = query({
  module: 'devices',
  name: 'device-health',
  title: { zh: '本机设备', en: 'Devices of this terminal' },
  posts: 'signed-in',
  input: z.strictObject({
    /** Missing: the terminal one sits at. */
    terminalId: idSchema.optional(),
  }),
  output: z.object({
    /** Null: this browser is no terminal. */
    terminal: terminalSchema.nullable(),
    lastCheck: healthCheckSchema.nullable(),
    lastClosing: closingDownSchema.nullable(),
    /** Money is taken at terminals only. */
    required: z.boolean(),
    can: z.array(z.string()),
  }),
  refusals: ['record.not_found'],
});
