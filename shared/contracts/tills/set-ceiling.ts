import { z } from 'zod';
import { CASH_OVERSEERS, reasonSchema } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const setCeiling = operation({
  module: 'tills',
  name: 'set-ceiling',
  title: { zh: '调整现金限额', en: 'Set the cash ceiling' },
  help: {
    zh: '超过限额时只停收现金，其他付款方式照常。',
    en: 'Above the ceiling only cash is stopped; other tenders go on.',
  },
  posts: [...CASH_OVERSEERS],
  input: z.strictObject({ drawerId: idSchema, ceilingFen: positiveMoneySchema, reason: reasonSchema }),
  output: z.object({ drawerId: idSchema, ceilingFen: positiveMoneySchema }),
  refusals: ['record.not_found', 'drawer.withdrawn'],
  fields: { ceilingFen: { zh: '现金限额', en: 'Cash ceiling' }, reason: { zh: '原因', en: 'Reason' } },
});
