import { z } from 'zod';
import { accountSchema, meterSchema, occupantSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const account = query({
  module: 'metering',
  name: 'account',
  title: { zh: '户', en: 'Account' },
  posts: METERING_READERS,
  input: z.strictObject({ accountId: idSchema }),
  output: z.object({
    account: accountSchema,
    /** Present ones first, then those who have left. */
    occupants: z.array(occupantSchema),
    meters: z.array(meterSchema),
  }),
  refusals: ['record.not_found'],
});
