import { z } from 'zod';
import { readOutcomeSchema } from '../../cards/view.ts';
import { COMMODITY_KEYS } from '../../values/quantity.ts';
import { operation } from '../contract.ts';

export const testCard = operation({
  module: 'cards',
  name: 'test-card',
  title: { zh: '测卡', en: 'Test a card' },
  help: {
    zh: '只读卡，逐个核对卡内文件和账，不改动卡。结果记入这张卡的维护记录。',
    en: 'Reads every file and holds it against the books, changes nothing. The result goes into the record of the card.',
  },
  posts: ['vending-clerk', 'vending-technician'],
  proves: [{ duty: '3.clerk.4', by: 'test/scenarios/card-maintenance.test.ts' }],
  input: z.strictObject({
    /** Which application of the card is read: a card may hold one for each. */
    commodity: z.enum(COMMODITY_KEYS).default('electricity'),
  }),
  output: readOutcomeSchema,
  refusals: ['card.no_counter'],
});
