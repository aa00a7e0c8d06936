import { z } from 'zod';
import { closingOutcomeSchema } from '../../tills/closing.ts';
import { CUSTODIAN_POSTS, reasonSchema } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { denominationCountSchema } from '../../values/denominations.ts';
import { operation } from '../contract.ts';

/**
 * The blind close. A first count that agrees closes; one that does not is kept, and a second is asked for without a
 * figure. The second closes in any case: the difference is booked and becomes a case.
 */
export const closeDrawer = operation({
  module: 'tills',
  name: 'close-drawer',
  title: { zh: '结班', en: 'Close the drawer' },
  help: {
    zh: '按券别清点钱箱。与账不符时须复点一次；第二次清点即为结果，长短款按原因入账。',
    en: 'Count the drawer by denomination. If it does not agree, count once more; the second count stands.',
  },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({
    count: denominationCountSchema,
    /** Needed with the second count. */
    reason: reasonSchema.optional(),
    signatures: signaturesSchema,
  }),
  output: closingOutcomeSchema,
  refusals: [
    'drawer.none',
    'drawer.closed',
    'drawer.reason_needed',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  fields: { count: { zh: '清点', en: 'Count' }, reason: { zh: '情况说明', en: 'Reason' } },
});
