import { z } from 'zod';
import { tenderLinesSchema } from '../../payments/tender.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { positiveQuantitySchema } from '../../values/quantity.ts';
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
  refusals: [
    'record.not_found',
    'drawer.none',
    'drawer.closed',
    'drawer.closing',
    'drawer.other_day',
    'drawer.ceiling',
    'terminal.none',
    'terminal.other_purpose',
    'terminal.offline',
    'terminal.not_checked',
    'meter.retired',
    'meter.blocked',
    'meter.no_account',
    'delivery.no_driver',
    'card.none',
    'card.no_counter',
    'card.not_read',
    'card.other_meter',
    'card.foreign',
    'card.blacklisted',
    'card.to_write',
    'card.write_open',
    'card.differs',
    'card.not_inserted',
    'card.insert_first',
    'card.inserted_early',
    'sale.undelivered',
    'sale.no_price',
    'sale.price_changed',
    'sale.total_changed',
    'sale.by_hours',
    'sale.too_small',
    'sale.below_limit',
    'sale.above_limit',
    'sale.retype',
    'sale.only_arrears',
    'token.not_registered',
    'token.base_over',
    'token.too_small',
    'payment.sum_differs',
    'payment.tender_twice',
    'payment.tendered_short',
    'payment.tendered_not_cash',
    'payment.reference_needed',
    'payment.reference_not_cash',
    'payment.reference_used',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    moneyFen: { zh: '金额', en: 'Money' },
    quantityMilli: { zh: '数量', en: 'Quantity' },
    confirmFen: { zh: '再输入一次金额', en: 'The sum once more' },
  },
});
