import { z } from 'zod';
import { maskedCustomerSchema } from '../../customers/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { creditUnitSchema } from '../../metering/words.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { moneySchema } from '../../values/money.ts';
import { commoditySchema, quantitySchema } from '../../values/quantity.ts';
import { query } from '../contract.ts';

export const heldCredits = query({
  module: 'metering',
  name: 'held-credits',
  title: { zh: '待转余额', en: 'Credit that waits' },
  help: {
    zh: '退房时留在住户名下、尚未转入新表的余额。',
    en: 'What households took along when they moved out and have no meter for yet.',
  },
  posts: METERING_READERS,
  input: z.strictObject({
    customerId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        heldId: idSchema,
        customer: maskedCustomerSchema,
        commodity: commoditySchema,
        unit: creditUnitSchema,
        amountFen: moneySchema.nullable(),
        amountMilli: quantitySchema.nullable(),
        settlementNumber: z.int(),
        at: instantSchema,
      }),
    ),
    next: idSchema.optional(),
  }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '退房时间', en: 'Moved out' }, as: 'instant' },
    { key: 'settlementNumber', title: { zh: '结算单', en: 'Settlement' }, as: 'code' },
    { key: 'commodity', title: { zh: '种类', en: 'Commodity' }, as: 'state' },
    { key: 'amountFen', title: { zh: '金额', en: 'Money' }, as: 'money' },
    { key: 'amountMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
  ],
});
