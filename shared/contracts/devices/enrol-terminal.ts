import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/**
 * The agent's own door: it trades the one-time code for its terminal's id and leaves its public key behind. The same
 * code with the same key again, after an answer that was lost, is answered again.
 */
export const enrolTerminal = operation({
  module: 'devices',
  name: 'enrol-terminal',
  title: { zh: '终端登记', en: 'Enrol this terminal' },
  posts: 'public',
  input: z.strictObject({
    /** Letters and figures; case, blanks and dashes do not matter. */
    code: z.string().min(16).max(40),
    /** Ed25519, DER SubjectPublicKeyInfo as base64 (44 bytes). */
    publicKey: z.base64().length(60),
  }),
  output: z.object({ terminalId: idSchema, name: z.string() }),
  refusals: ['terminal.code_wrong', 'terminal.key_unusable'],
});
