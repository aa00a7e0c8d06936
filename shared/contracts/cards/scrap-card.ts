import { z } from 'zod';
import { cardSchema } from '../../cards/view.ts';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const scrapCard = operation({
  module: 'cards',
  name: 'scrap-card',
  title: { zh: '报废卡', en: 'Scrap a card' },
  help: { zh: '在库或收回的卡，坏了不能再用。', en: 'A card in stock, or taken back, that cannot be used any more.' },
  posts: ['vending-technician', 'vending-supervisor'],
  input: z.strictObject({ cardId: idSchema, reason: reasonSchema }),
  output: cardSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'card.write_open'],
  fields: { cardId: { zh: '卡', en: 'Card' }, reason: { zh: '原因', en: 'Reason' } },
});
