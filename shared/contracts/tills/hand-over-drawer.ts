import { z } from 'zod';
import { closingOutcomeSchema } from '../../tills/closing.ts';
import { CUSTODIAN_POSTS, reasonSchema } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { denominationCountSchema } from '../../values/denominations.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Counted together, signed by both: one transaction closes the giver's session and opens the receiver's. */
export const handOverDrawer = operation({
  module: 'tills',
  name: 'hand-over-drawer',
  title: { zh: '交接钱箱', en: 'Hand over the drawer' },
  help: {
    zh: '双方当面按券别清点并各自用PIN签字；移交人结班，接收人以同一清点数开箱。',
    en: 'Both count together and sign with their own PIN; the giver closes, the receiver opens with that count.',
  },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({
    toPersonId: idSchema,
    count: denominationCountSchema,
    reason: reasonSchema.optional(),
    signatures: signaturesSchema,
  }),
  output: closingOutcomeSchema,
  refusals: [
    'drawer.none',
    'drawer.closed',
    'drawer.other_day',
    'drawer.reason_needed',
    'drawer.already_open',
    'person.must_differ',
    'post.not_allowed',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  fields: {
    toPersonId: { zh: '接收人', en: 'Receiver' },
    count: { zh: '清点', en: 'Count' },
    reason: { zh: '情况说明', en: 'Reason' },
  },
});
