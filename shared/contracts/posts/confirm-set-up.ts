import { z } from 'zod';
import { issuedCodeSchema } from '../../posts/founding.ts';
import { pinSchema } from '../../posts/secret-schema.ts';
import { operation } from '../contract.ts';

/** The second founder, signed in with the own account, signs the founding document; only then the house opens. */
export const confirmSetUp = operation({
  module: 'posts',
  name: 'confirm-set-up',
  title: { zh: '确认设置', en: 'Confirm the set-up' },
  help: {
    zh: '核对人员与岗位后用本人PIN签字；签字后各岗位才生效，并得到其他人员的一次性领取码。',
    en: 'Check people and posts, then sign with your own PIN. Only then do the posts count, and you get the one-time codes of the others.',
  },
  // Public, because nobody holds a post yet; the door asks for the second founder's session.
  posts: 'public',
  input: z.strictObject({ digest: z.string().length(64), pin: pinSchema }),
  output: z.object({ codes: z.array(issuedCodeSchema) }),
  refusals: [
    'set_up.not_second_founder',
    'set_up.done',
    'set_up.document_changed',
    'signature.wrong',
    'signature.wait',
  ],
  fields: { pin: { zh: 'PIN', en: 'PIN' } },
});
