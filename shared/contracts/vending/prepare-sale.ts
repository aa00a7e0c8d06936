import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { positiveQuantitySchema } from '../../values/quantity.ts';
import { preparedRowSchema } from '../../vending/prepared.ts';
import { operation } from '../contract.ts';

const rest = {
  meterId: idSchema,
  /** As the screen showed them: what differs by now is refused. */
  expectedTotalFen: positiveMoneySchema,
  priceVersionId: idSchema,
  /** The sum typed a second time, where it is unusual. */
  confirmFen: positiveMoneySchema.optional(),
};

/** A ticket of the queue before the cash window. No money, and no drawer of the clerk. */
export const prepareSale = operation({
  module: 'vending',
  name: 'prepare-sale',
  title: { zh: '备单送收费窗口', en: 'Prepare a sale for the cash window' },
  help: {
    zh: '备好一笔购买，用户凭号到收费窗口交款；交款后才充值。',
    en: 'The customer pays at the cash window by the number; the credit is delivered once it is paid.',
  },
  posts: ['vending-clerk'],
  input: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('money'), moneyFen: positiveMoneySchema, ...rest }),
    z.strictObject({ by: z.literal('quantity'), quantityMilli: positiveQuantitySchema, ...rest }),
  ]),
  output: preparedRowSchema,
  refusals: [
    'record.not_found',
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
    'prepared.present',
  ],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    moneyFen: { zh: '金额', en: 'Money' },
    quantityMilli: { zh: '数量', en: 'Quantity' },
    confirmFen: { zh: '再输入一次金额', en: 'The sum once more' },
  },
});
