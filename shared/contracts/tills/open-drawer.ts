import { z } from 'zod';
import { CUSTODIAN_POSTS, mySessionSchema, reasonSchema } from '../../tills/drawer.ts';
import { denominationCountSchema } from '../../values/denominations.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const openDrawer = operation({
  module: 'tills',
  name: 'open-drawer',
  title: { zh: '开钱箱', en: 'Open a drawer' },
  help: {
    zh: '按券别清点钱箱内的现金后开箱；从此刻起由您一人保管。',
    en: 'Count the cash in the drawer by denomination and open it; from then on you alone hold it.',
  },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({
    drawerId: idSchema,
    count: denominationCountSchema,
    /** Needed when the count is not what the session before left. */
    reason: reasonSchema.optional(),
  }),
  output: mySessionSchema,
  refusals: [
    'record.not_found',
    'drawer.withdrawn',
    'drawer.already_open',
    'drawer.in_use_by',
    'drawer.opening_differs',
    'terminal.none',
    'terminal.other_purpose',
    'terminal.offline',
    'terminal.not_checked',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  proves: [
    { duty: '1.operator.1', by: 'test/scenarios/counter-terminal.test.ts', refusal: 'terminal.not_checked' },
    { duty: '1.operator.6', by: 'test/scenarios/counter-terminal.test.ts', refusal: 'terminal.other_purpose' },
  ],
  fields: {
    drawerId: { zh: '钱箱', en: 'Drawer' },
    count: { zh: '清点', en: 'Count' },
    reason: { zh: '差异说明', en: 'Reason of a difference' },
  },
});
