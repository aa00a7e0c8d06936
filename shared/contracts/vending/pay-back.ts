import { z } from 'zod';
import { outsideReferenceSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

export const payBack = operation({
  module: 'vending',
  name: 'pay-back',
  title: { zh: '退款', en: 'Give the money back' },
  help: {
    zh: '冲正批准后，用户在场，按原付款方式退款。',
    en: 'After a reversal is approved: with the customer present, by the tenders the money came in by.',
  },
  posts: ['vending-clerk', 'cashier'],
  pace: 'money',
  input: z.strictObject({
    reversalId: idSchema,
    /** Payment id → reference of the refund, for what was not paid in cash. */
    references: z.record(idSchema, outsideReferenceSchema).default({}),
  }),
  output: saleSchema,
  refusals: [
    'record.not_found',
    'drawer.none',
    'drawer.closed',
    'drawer.closing',
    'drawer.other_day',
    'drawer.not_enough_cash',
    'state.illegal_move',
    'payment.refund_too_much',
    'payment.refund_reference',
    'payment.refund_drawer',
    'payment.reference_used',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
});
