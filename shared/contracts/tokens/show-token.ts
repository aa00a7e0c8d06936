import { z } from 'zod';
import { TOKEN_READERS } from '../../tokens/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Lists show the last four digits; who needs all of them says why, and that is kept. */
export const showToken = operation({
  module: 'tokens',
  name: 'show-token',
  title: { zh: '查看充值码', en: 'Show the token' },
  help: {
    zh: '用户遗失凭证时重新告知。谁在何时因何查看，都有记录。',
    en: 'For a customer who lost the slip. Who looked, when and why is recorded.',
  },
  posts: TOKEN_READERS,
  input: z.strictObject({ tokenId: idSchema, reason: z.string().trim().min(2).max(200) }),
  output: z.object({ tokenId: idSchema, digits: z.string(), section: z.int().nullable() }),
  refusals: ['record.not_found', 'token.not_issued'],
  fields: { reason: { zh: '原因', en: 'Reason' } },
});
