import { z } from 'zod';
import { cardWrittenSchema } from '../../cards/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const writeCard = operation({
  module: 'cards',
  name: 'write-card',
  title: { zh: '重写卡', en: 'Write the card again' },
  help: {
    zh: '发卡、补卡、换表或清卡时没有写成的卡，读卡后再写一次。不收款。',
    en: 'A card that was not written when it was issued, replaced, moved or blanked is written again. No money moves.',
  },
  posts: ['vending-clerk', 'vending-technician'],
  proves: [{ duty: '2.clerk.4', by: 'test/scenarios/card-and-meter-faults.test.ts' }],
  input: z.strictObject({ readingId: idSchema }),
  output: cardWrittenSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'card.no_counter',
    'card.not_read',
    'card.foreign',
    'card.blacklisted',
    'card.write_open',
  ],
});
