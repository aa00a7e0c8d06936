import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { saleLimitsSchema } from '../../vending/limits.ts';
import { operation } from '../contract.ts';

export const setSaleLimits = operation({
  module: 'vending',
  name: 'set-sale-limits',
  title: { zh: '设定购买限额', en: 'Set the limits of a sale' },
  help: {
    zh: '每次最低额、最高额，以及须再输入一次金额的界限。',
    en: 'The least and the most of one purchase, and from where on the figure is typed twice.',
  },
  posts: ['vending-supervisor'],
  input: z.strictObject({ ...saleLimitsSchema.shape, reason: reasonSchema }),
  output: saleLimitsSchema,
  refusals: ['limits.illogical'],
  fields: {
    lowestFen: { zh: '最低额', en: 'Least' },
    highestFen: { zh: '最高额', en: 'Most' },
    retypeFen: { zh: '从多少起再输一次', en: 'Typed twice from' },
    timesUsual: { zh: '平常金额的倍数', en: 'Times the usual sum' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
