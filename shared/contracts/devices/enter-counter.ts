import { z } from 'zod';
import { operation } from '../contract.ts';

/** The door of `/counter-ticket#…`: the browser that shows a fresh ticket is that terminal's browser from then on. */
export const enterCounter = operation({
  module: 'devices',
  name: 'enter-counter',
  title: { zh: '识别柜台终端', en: 'Know this counter' },
  posts: 'public',
  input: z.strictObject({ ticket: z.string().min(20).max(100) }),
  output: z.object({ terminal: z.string() }),
  refusals: ['terminal.ticket_spent'],
});
