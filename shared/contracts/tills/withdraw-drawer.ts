import { z } from 'zod';
import { CASH_OVERSEERS } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const withdrawDrawer = operation({
  module: 'tills',
  name: 'withdraw-drawer',
  title: { zh: '停用钱箱', en: 'Withdraw a drawer' },
  help: {
    zh: '钱箱须已结班且现金已全部解缴；停用后记录保留，不再开启。',
    en: 'The drawer must be closed and empty; its records stay, it is not opened again.',
  },
  posts: [...CASH_OVERSEERS],
  input: z.strictObject({ drawerId: idSchema }),
  output: z.object({ drawerId: idSchema }),
  refusals: ['record.not_found', 'drawer.withdrawn', 'drawer.in_use_by', 'drawer.holds_cash'],
});
