import { z } from 'zod';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const acceptOlderBooks = operation({
  module: 'ledger',
  name: 'accept-older-books',
  overrules: true,
  title: { zh: '确认在较早的账上继续', en: 'Go on with older books' },
  help: {
    zh: '锚点之后的业务已不在账上。写明原因（如恢复备份），由两人签字后才能继续营业；丢失的业务按纸面凭证作为今天的业务补录。',
    en: 'What came after the anchor is not in the books. Say why (a backup was restored); two persons sign before business goes on, and what is lost is entered again from paper as today’s business.',
  },
  posts: ['finance', 'funds-administrator', 'vending-supervisor', 'centre-leader', 'general-manager'],
  input: z.strictObject({
    noticeId: idSchema,
    reason: z.string().trim().min(5).max(500),
    signatures: signaturesSchema,
  }),
  output: z.object({ noticeId: idSchema }),
  refusals: ['record.not_found', 'state.illegal_move', 'signature.needed', 'signature.content'],
  sign: 'pin',
  fields: { reason: { zh: '原因', en: 'Reason' } },
});
