import { z } from 'zod';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** A door, because the code must not stay in a stored answer. It is shown once; issuing again voids the one before. */
export const issueTerminalCode = operation({
  module: 'devices',
  name: 'issue-terminal-code',
  title: { zh: '发放登记码', en: 'Issue an enrolment code' },
  posts: ['system-administrator', 'vending-technician'],
  input: z.strictObject({ terminalId: idSchema }),
  output: z.object({ terminalId: idSchema, name: z.string(), code: z.string(), expiresAt: instantSchema }),
  refusals: ['record.not_found', 'terminal.already_enrolled', 'terminal.closed'],
});
