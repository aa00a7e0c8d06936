import { z } from 'zod';
import { movementSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const creditMovements = query({
  module: 'metering',
  name: 'credit-movements',
  title: { zh: '余额变动', en: 'Movements of credit' },
  posts: METERING_READERS,
  input: z.strictObject({
    meterId: idSchema,
    /** Before this number; newest first. */
    after: z.int().optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(movementSchema), next: z.int().optional() }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'kind', title: { zh: '类别', en: 'Kind' }, as: 'state' },
    { key: 'amountFen', title: { zh: '金额', en: 'Money' }, as: 'money' },
    { key: 'amountMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
    { key: 'balanceAfterFen', title: { zh: '余额', en: 'Balance' }, as: 'money' },
    { key: 'balanceAfterMilli', title: { zh: '余量', en: 'Left' }, as: 'quantity' },
    { key: 'purchaseCount', title: { zh: '购买次数', en: 'Count' } },
    { key: 'person', title: { zh: '经办人', en: 'By' }, as: 'person' },
  ],
});
