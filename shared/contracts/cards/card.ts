import { z } from 'zod';
import { cardDocumentSchema, cardReadingSchema, cardSchema, cardWriteSchema, careSchema } from '../../cards/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** One card with all that happened to it, the latest first. */
export const card = query({
  module: 'cards',
  name: 'card',
  title: { zh: '一张卡', en: 'A card' },
  posts: ['vending-clerk', 'cashier', 'vending-technician', 'vending-supervisor', 'funds-administrator', 'auditor'],
  input: z.strictObject({ cardId: idSchema }),
  output: cardSchema.extend({
    documents: z.array(cardDocumentSchema),
    writes: z.array(cardWriteSchema),
    readings: z.array(cardReadingSchema),
    care: z.array(careSchema),
  }),
  refusals: ['record.not_found'],
});
