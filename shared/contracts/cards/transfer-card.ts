import { z } from 'zod';
import { cardWrittenSchema } from '../../cards/view.ts';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const transferCard = operation({
  module: 'cards',
  name: 'transfer-card',
  title: { zh: '过户', en: 'Transfer a card' },
  help: {
    zh: '原户结清后，卡随表归新户，或改写给另一块表。押金随卡转。',
    en: 'After the old household is settled the card goes on with its meter, or to another meter. The deposit goes along.',
  },
  posts: ['vending-clerk'],
  input: z.strictObject({
    readingId: idSchema,
    /** The same meter, whose household has changed; or another meter that has no card. */
    meterId: idSchema,
    reason: reasonSchema,
  }),
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
    'card.meter_has_card',
    'card.wrong_meter_kind',
    'card.meter_number',
    'meter.retired',
    'meter.no_account',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
});
