import { z } from 'zod';
import { tenderLinesSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { SALE_REFUSALS } from '../../vending/refused.ts';
import { soldSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

/** The sale itself, in the cashier's drawer; the credit goes to the counter where it was prepared. */
export const receivePrepared = operation({
  module: 'vending',
  name: 'receive-prepared',
  title: { zh: '收费窗口收款', en: 'Take the money for a prepared sale' },
  help: {
    zh: '按号收款，收款后立即充值。备单之后价格或金额有变的，按现价重算，告知用户并输入新的应收金额后才能收。',
    en: 'Takes the money, then delivers. What changed since it was prepared is told to the customer and confirmed first.',
  },
  posts: ['cashier'],
  pace: 'money',
  input: z.strictObject({
    preparedId: idSchema,
    tenders: tenderLinesSchema,
    /** As the screen showed them: what differs by now is refused, and nothing is taken. */
    expectedTotalFen: positiveMoneySchema,
    priceVersionId: idSchema,
    /** The new sum, typed, where it is not what the customer was told at the counter. */
    confirmFen: positiveMoneySchema.optional(),
  }),
  output: soldSchema,
  refusals: [
    ...SALE_REFUSALS,
    'prepared.not_waiting',
    'prepared.expired',
    'prepared.repriced',
    'prepared.household_left',
    'person.must_differ',
  ],
  fields: { confirmFen: { zh: '新的应收金额', en: 'The new sum due' } },
});
