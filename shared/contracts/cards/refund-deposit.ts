import { z } from 'zod';
import { cardDocumentSchema } from '../../cards/view.ts';
import { outsideReferenceSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refundDeposit = operation({
  module: 'cards',
  name: 'refund-deposit',
  title: { zh: '退押金', en: 'Give the deposit back' },
  help: {
    zh: '退卡以后，用户在场，按原付款方式退还押金。',
    en: 'After the card was taken back, with the customer present, by the tender the deposit came in by.',
  },
  posts: ['vending-clerk'],
  pace: 'money',
  input: z.strictObject({
    /** The document by which the card was taken back. */
    documentId: idSchema,
    references: z.record(idSchema, outsideReferenceSchema).default({}),
  }),
  output: cardDocumentSchema,
  refusals: [
    'record.not_found',
    'card.no_deposit',
    'drawer.none',
    'drawer.closed',
    'drawer.closing',
    'drawer.other_day',
    'drawer.not_enough_cash',
    'payment.refund_too_much',
    'payment.refund_reference',
    'payment.refund_drawer',
    'payment.reference_used',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
});
