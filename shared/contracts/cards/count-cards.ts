import { z } from 'zod';
import { operation } from '../contract.ts';

export const countCards = operation({
  module: 'cards',
  name: 'count-cards',
  title: { zh: '空白卡盘点', en: 'Count the blank cards' },
  help: {
    zh: '先数柜中的空白卡再填；与账面不符的自动立差错。',
    en: 'Count the blank cards on the shelf, then enter the figure; a difference becomes a case.',
  },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ counted: z.int().min(0).max(100_000) }),
  output: z.object({ counted: z.int(), inBooks: z.int(), caseNumber: z.string().nullable() }),
  refusals: [],
  fields: { counted: { zh: '实点张数', en: 'Counted' } },
});
