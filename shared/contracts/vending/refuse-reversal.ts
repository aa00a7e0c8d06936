import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

export const refuseReversal = operation({
  module: 'vending',
  name: 'refuse-reversal',
  title: { zh: '不批准冲正', en: 'Refuse a reversal' },
  posts: ['vending-supervisor'],
  input: z.strictObject({ reversalId: idSchema, reason: reasonSchema }),
  output: saleSchema,
  refusals: ['record.not_found', 'person.must_differ', 'state.illegal_move'],
  fields: { reason: { zh: '原因', en: 'Reason' } },
});
