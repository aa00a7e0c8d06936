import { z } from 'zod';
import { cardOnReaderSchema, cardSchema } from '../../cards/view.ts';
import { textSchema } from '../../text.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** What a counter must know before it sells to a meter by card: its card, and whether that was read here just now. */
export const meterCard = query({
  module: 'cards',
  name: 'meter-card',
  title: { zh: '表的卡', en: 'The card of a meter' },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ meterId: idSchema }),
  output: z.object({
    /** The meter takes its credit by card. */
    byCard: z.boolean(),
    card: cardSchema.nullable(),
    /** What was last read at this counter within the last two minutes, of whatever card. */
    reading: cardOnReaderSchema.nullable(),
    /** The refusal a sale would get now; null when it may be sold. */
    refusal: z.object({ code: z.string(), text: textSchema, next: textSchema }).nullable(),
  }),
  refusals: ['record.not_found'],
});
