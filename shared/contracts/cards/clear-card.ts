import { z } from 'zod';
import { cardWrittenSchema } from '../../cards/view.ts';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const clearCard = operation({
  module: 'cards',
  name: 'clear-card',
  overrules: true,
  title: { zh: '退卡', en: 'Take a card back' },
  help: {
    zh: '卡上的购买须已插表。收回的卡清空后入库；押金另办退还。',
    en: 'What was bought must be in the meter. The card is blanked and goes to stock; the deposit is given back after.',
  },
  posts: ['vending-clerk'],
  input: z.strictObject({ readingId: idSchema, reason: reasonSchema }),
  output: cardWrittenSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'card.no_counter',
    'card.not_read',
    'card.foreign',
    'card.blacklisted',
    'card.not_inserted',
    'card.insert_first',
    'card.inserted_early',
    'card.differs',
    'card.write_open',
    'card.to_write',
  ],
  fields: { readingId: { zh: '读卡', en: 'Reading' }, reason: { zh: '原因', en: 'Reason' } },
});
