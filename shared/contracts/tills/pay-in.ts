import { z } from 'zod';
import { CUSTODIAN_POSTS, reasonSchema } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const payIn = operation({
  module: 'tills',
  name: 'pay-in',
  title: { zh: '存入现金', en: 'Pay in' },
  help: {
    zh: '把售电以外的现金存入钱箱：从保险柜领备用金（须交出人签字），或其他收入。',
    en: 'Put cash into the drawer that is no sale: change from the safe (the giver signs), or other income.',
  },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({
    amountFen: positiveMoneySchema,
    source: z.enum(['safe', 'bank', 'other-income']),
    reason: reasonSchema,
    signatures: signaturesSchema,
  }),
  output: z.object({ voucherNumber: z.string(), amountFen: positiveMoneySchema }),
  refusals: [
    'drawer.none',
    'drawer.closed',
    'drawer.closing',
    'drawer.other_day',
    'drawer.ceiling',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  fields: {
    amountFen: { zh: '金额', en: 'Amount' },
    source: { zh: '来源', en: 'From' },
    reason: { zh: '事由', en: 'Reason' },
  },
});
