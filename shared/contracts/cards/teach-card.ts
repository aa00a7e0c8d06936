import { z } from 'zod';
import { careSchema } from '../../cards/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const teachCard = operation({
  module: 'cards',
  name: 'teach-card',
  title: { zh: '教用户用卡', en: 'Show how the card is used' },
  help: {
    zh: '把使用须知打印给用户，或当面讲解、演示。记在这张卡的记录里。',
    en: 'Hand out the printed how-to, or show it in person. It is noted in the record of the card.',
  },
  posts: ['vending-clerk'],
  proves: [{ duty: '1.operator.2', by: 'test/scenarios/card-sale.test.ts' }],
  input: z.strictObject({ cardId: idSchema, how: z.enum(['printed', 'shown']) }),
  output: careSchema,
  refusals: ['record.not_found'],
  fields: { cardId: { zh: '卡', en: 'Card' }, how: { zh: '怎样教的', en: 'How' } },
});
