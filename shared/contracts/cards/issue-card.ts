import { z } from 'zod';
import { cardWrittenSchema } from '../../cards/view.ts';
import { TAKING_REFUSALS } from '../../payments/refused.ts';
import { tenderLineSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { nonNegativeMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const issueCard = operation({
  module: 'cards',
  name: 'issue-card',
  title: { zh: '发卡', en: 'Issue a card' },
  help: {
    zh: '在库空白卡写成这块表的开户卡（余额为零），收押金和工本费。购电在写好后照常售。',
    en: 'A blank card from stock becomes the opening card of the meter; deposit and fee are taken. Credit is sold after.',
  },
  posts: ['vending-clerk'],
  pace: 'money',
  input: z.strictObject({
    /** The blank card, read at this counter just now. */
    readingId: idSchema,
    meterId: idSchema,
    /** Deposit and fee together, as the screen showed them. */
    expectedFen: nonNegativeMoneySchema,
    tenders: z.array(tenderLineSchema).max(6).default([]),
  }),
  output: cardWrittenSchema,
  refusals: [
    'record.not_found',
    'card.no_counter',
    'card.not_read',
    'card.foreign',
    'card.blacklisted',
    'card.not_in_stock',
    'card.not_blank',
    'card.meter_has_card',
    'card.wrong_meter_kind',
    'card.meter_number',
    'card.total_changed',
    'meter.retired',
    'meter.no_account',
    ...TAKING_REFUSALS,
  ],
});
