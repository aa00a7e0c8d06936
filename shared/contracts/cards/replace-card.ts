import { z } from 'zod';
import { cardWrittenSchema } from '../../cards/view.ts';
import { lossReasonSchema } from '../../cards/words.ts';
import { reasonSchema } from '../../metering/view.ts';
import { TAKING_REFUSALS } from '../../payments/refused.ts';
import { tenderLineSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { nonNegativeMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const replaceCard = operation({
  module: 'cards',
  name: 'replace-card',
  title: { zh: '补换卡', en: 'Replace a card' },
  help: {
    zh: '新卡带旧卡的购买次数。上一次购买没有插表的，金额一并写到新卡；旧卡从此作废并列入黑名单。',
    en: 'The new card carries the count of the old one, and its amount when that was not inserted. The old one is dead.',
  },
  posts: ['vending-clerk'],
  pace: 'money',
  input: z.strictObject({
    /** The card to be replaced. */
    cardId: idSchema,
    /** The blank card, read at this counter just now. */
    readingId: idSchema,
    reason: lossReasonSchema,
    /** How it is known whether the last purchase reached the meter: the return on the card, or the meter's display. */
    lastPurchase: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('return') }),
      z.strictObject({ by: z.literal('display'), shownCount: z.int().nonnegative() }),
    ]),
    note: reasonSchema,
    expectedFen: nonNegativeMoneySchema,
    tenders: z.array(tenderLineSchema).max(6).default([]),
  }),
  output: cardWrittenSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'card.no_counter',
    'card.not_read',
    'card.foreign',
    'card.blacklisted',
    'card.not_in_stock',
    'card.not_blank',
    'card.write_open',
    'card.count_impossible',
    'card.no_return',
    'card.total_changed',
    'card.meter_number',
    'meter.retired',
    'meter.no_account',
    ...TAKING_REFUSALS,
  ],
});
