import { z } from 'zod';
import { readOutcomeSchema } from '../../cards/view.ts';
import { COMMODITY_KEYS } from '../../values/quantity.ts';
import { operation } from '../contract.ts';

/** Reads the card on this counter's reader, keeps what was read, and holds it against the books. */
export const readCard = operation({
  module: 'cards',
  name: 'read-card',
  title: { zh: '读卡', en: 'Read the card' },
  help: {
    zh: '把卡放在读卡器上。读出的内容会留存，并与账上核对；不符的自动立差错。',
    en: 'Put the card on the reader. What is read is kept and held against the books; a difference becomes a case.',
  },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({
    /** Which application of the card is read: a card may hold one for each. */
    commodity: z.enum(COMMODITY_KEYS).default('electricity'),
  }),
  output: readOutcomeSchema,
  refusals: ['card.no_counter'],
});
