import { z } from 'zod';
import { closingDownSchema } from '../../devices/view.ts';
import { CLOSING_STEPS } from '../../devices/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const closeDown = operation({
  module: 'devices',
  name: 'close-down',
  title: { zh: '收工关机', en: 'Close down after work' },
  help: {
    zh: '逐项确认后收工；之后要在本终端收款，须重新做开工检查。',
    en: 'Every point is confirmed. To take money at this terminal again, it is checked anew.',
  },
  posts: ['vending-clerk', 'cashier', 'vending-technician'],
  input: z.strictObject({
    terminalId: idSchema.optional(),
    /** All of CLOSING_STEPS; what is not so is not signed for. */
    checklist: z.array(z.enum(CLOSING_STEPS)).max(CLOSING_STEPS.length),
    note: z.string().trim().max(200).default(''),
  }),
  output: closingDownSchema,
  refusals: [
    'terminal.none',
    'terminal.closed',
    'record.not_found',
    'terminal.card_left',
    'terminal.steps_left',
    'drawer.already_open',
  ],
  proves: [{ duty: '1.operator.3', by: 'test/scenarios/counter-terminal.test.ts', refusal: 'terminal.card_left' }],
});
