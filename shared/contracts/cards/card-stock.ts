import { z } from 'zod';
import { stockMovementViewSchema } from '../../cards/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const cardStock = query({
  module: 'cards',
  name: 'card-stock',
  title: { zh: '空白卡库存', en: 'Stock of blank cards' },
  posts: ['vending-clerk', 'cashier', 'vending-technician', 'vending-supervisor', 'funds-administrator', 'auditor'],
  input: z.strictObject({ after: idSchema.optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({
    /** By the movements, and by the cards: the two are always equal. */
    inStock: z.int(),
    issued: z.int(),
    scrapped: z.int(),
    rows: z.array(stockMovementViewSchema),
    next: idSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'When' }, as: 'instant' },
    { key: 'kind', title: { zh: '类别', en: 'Kind' }, as: 'state' },
    { key: 'serial', title: { zh: '卡号', en: 'Serial' }, as: 'code' },
    { key: 'reference', title: { zh: '单据或原因', en: 'Paper or reason' } },
    { key: 'person', title: { zh: '经手人', en: 'By' } },
  ],
});
