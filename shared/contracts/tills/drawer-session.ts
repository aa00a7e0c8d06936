import { z } from 'zod';
import { CASH_OVERSEERS, CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { sessionCountSchema, sessionRowSchema } from '../../tills/session.ts';
import { idSchema } from '../../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../../values/money.ts';
import { query } from '../contract.ts';

/** One session: while it is open only who and when, once it is closed every count and figure. */
export const drawerSession = query({
  module: 'tills',
  name: 'drawer-session',
  title: { zh: '班次详情', en: 'Drawer session' },
  posts: [...CUSTODIAN_POSTS, ...CASH_OVERSEERS, 'finance', 'auditor'],
  input: z.strictObject({ drawerSessionId: idSchema }),
  output: z.object({
    session: sessionRowSchema,
    openingReason: z.string(),
    closingReason: z.string(),
    /** Both attempts, with what the books said; empty while the session is open. */
    counts: z.array(sessionCountSchema),
    /** Cash in and out, by kind and never netted; empty while the session is open. */
    totals: z.array(
      z.object({ kind: z.string(), count: z.int(), receiptFen: nonNegativeMoneySchema, paymentFen: moneySchema }),
    ),
    /** Digest at the end of the session's chain; null while it is open. */
    digest: z.string().nullable(),
    can: z.array(z.string()),
  }),
  refusals: ['record.not_found'],
});
