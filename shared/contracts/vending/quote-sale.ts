import { z } from 'zod';
import { creditSchema } from '../../metering/view.ts';
import { deliveryKindSchema } from '../../metering/words.ts';
import { BASES, PERIODS } from '../../rating/tariff.ts';
import { idSchema } from '../../values/ids.ts';
import { nonNegativeMoneySchema, positiveMoneySchema } from '../../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema, positiveQuantitySchema } from '../../values/quantity.ts';
import { saleLimitsSchema } from '../../vending/limits.ts';
import { pricedSchema } from '../../vending/view.ts';
import { query } from '../contract.ts';

/** What a sale would come to. Nothing is written; `priceVersionId` and the total go along with the sale itself. */
export const quoteSale = query({
  module: 'vending',
  name: 'quote-sale',
  title: { zh: '报价', en: 'Quote a sale' },
  help: {
    zh: '输入金额或数量，显示分档、欠费、零头和应收金额。',
    en: 'Enter money or a quantity: tiers, arrears, money left over and the sum due.',
  },
  posts: ['vending-clerk'],
  input: z
    .strictObject({
      meterId: idSchema,
      moneyFen: positiveMoneySchema.optional(),
      quantityMilli: positiveQuantitySchema.optional(),
    })
    .refine((input) => (input.moneyFen === undefined) !== (input.quantityMilli === undefined), {
      message: 'money or a quantity, one of the two',
    }),
  output: z.object({
    meterId: idSchema,
    meterNo: z.string(),
    roomCode: z.string(),
    accountId: idSchema,
    accountNo: z.string(),
    categoryCode: z.string(),
    commodity: commoditySchema,
    delivery: deliveryKindSchema,
    credit: creditSchema,
    priceVersionId: idSchema,
    priceNumber: z.int(),
    specHash: z.string(),
    basis: z.enum(BASES),
    period: z.enum(PERIODS),
    /** Where the account stands on the ladder of the period. */
    alreadyMilli: nonNegativeQuantitySchema,
    /** Left over from earlier purchases; a sale by money takes it in. */
    residueFen: nonNegativeMoneySchema,
    priced: pricedSchema,
    limits: saleLimitsSchema,
    /** The median of the account's last purchases, null while there are too few. */
    usualFen: nonNegativeMoneySchema.nullable(),
    /** The sum must be typed a second time. */
    retype: z.boolean(),
  }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'meter.blocked',
    'meter.no_account',
    'delivery.no_driver',
    'sale.undelivered',
    'sale.no_price',
    'sale.by_hours',
    'sale.too_small',
    'sale.below_limit',
    'sale.above_limit',
    'sale.only_arrears',
    'token.not_registered',
    'token.base_over',
    'token.too_small',
  ],
});
