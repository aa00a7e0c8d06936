import { z } from 'zod';
import { tenderLinesSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { positiveQuantitySchema } from '../../values/quantity.ts';
import { SALE_REFUSALS } from '../../vending/refused.ts';
import { soldSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

const rest = {
  meterId: idSchema,
  tenders: tenderLinesSchema,
  /** As the screen showed them: what differs by now is refused, and nothing is taken. */
  expectedTotalFen: positiveMoneySchema,
  priceVersionId: idSchema,
  /** The sum typed a second time, where it is unusual. */
  confirmFen: positiveMoneySchema.optional(),
};

/** Electricity, water or gas, by money or by quantity. The price is never an input. */
export const sellCredit = operation({
  module: 'vending',
  name: 'sell-credit',
  title: { zh: '售电', en: 'Sell credit' },
  help: {
    zh: '按生效的价格收款并充值。价格由系统取定，不能输入。',
    en: 'Take the money and deliver the credit at the price in force. The price cannot be entered.',
  },
  posts: ['vending-clerk'],
  pace: 'money',
  input: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('money'), moneyFen: positiveMoneySchema, ...rest }),
    z.strictObject({ by: z.literal('quantity'), quantityMilli: positiveQuantitySchema, ...rest }),
  ]),
  output: soldSchema,
  proves: [{ duty: '2.clerk.3', by: 'test/scenarios/sell-electricity.test.ts', refusal: 'sale.price_changed' }],
  refusals: [...SALE_REFUSALS, 'sale.retype', 'sale.goes_to_cash_window'],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    moneyFen: { zh: '金额', en: 'Money' },
    quantityMilli: { zh: '数量', en: 'Quantity' },
    confirmFen: { zh: '再输入一次金额', en: 'The sum once more' },
  },
});
