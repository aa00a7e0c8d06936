import { z } from 'zod';
import { digestSchema } from '../../reconciliation/slip-content.ts';
import { SLIP_STATES } from '../../reconciliation/slip-states.ts';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** One slip a session: asked again, the first one is answered. */
export const makeSlip = operation({
  module: 'reconciliation',
  name: 'make-slip',
  title: { zh: '生成日结单', en: 'Make the daily slip' },
  help: {
    zh: '为已结班的钱箱班次生成日结单；内容生成后不再变动，由双方签字。',
    en: 'Make the slip of a closed drawer session. Its content never changes; both parties then sign it.',
  },
  posts: [...CUSTODIAN_POSTS, 'vending-supervisor'],
  input: z.strictObject({ drawerSessionId: idSchema }),
  output: z.object({
    slipId: idSchema,
    slipNo: z.string(),
    state: z.enum(SLIP_STATES),
    contentDigest: digestSchema,
  }),
  refusals: ['record.not_found', 'slip.drawer_open', 'slip.not_yours'],
  fields: { drawerSessionId: { zh: '班次', en: 'Drawer session' } },
});
