import { z } from 'zod';
import { foundingDocumentSchema, issuedCodeSchema } from '../../posts/founding.ts';
import { operation } from '../contract.ts';

/**
 * Founds the house with the one-time token from the console. Answers the codes of the two founders only; everybody
 * else's come when the second founder has confirmed. The same request again answers new codes for founders who have
 * not claimed yet, so that an answer lost on the way is no dead end.
 */
export const setUpHouse = operation({
  module: 'posts',
  name: 'set-up-house',
  title: { zh: '设置单位', en: 'Set up the house' },
  posts: 'public',
  input: z.strictObject({ token: z.string().min(1).max(100), ...foundingDocumentSchema.shape }),
  output: z.object({ document: foundingDocumentSchema, codes: z.array(issuedCodeSchema) }),
  refusals: ['set_up.wrong_token', 'set_up.done', 'set_up.staffing', 'sign_in.wait'],
});
