import { z } from 'zod';
import { CUSTODIAN_POSTS, reasonSchema } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const dropCash = operation({
  module: 'tills',
  name: 'drop-cash',
  title: { zh: '解缴现金', en: 'Drop cash' },
  help: {
    zh: '把钱箱里的现金交到保险柜或在途送存，接收人当面点清并签字。',
    en: 'Move cash from the drawer to the safe or on its way to the bank; the receiver counts it and signs.',
  },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({
    amountFen: positiveMoneySchema,
    to: z.enum(['safe', 'in-transit']),
    reason: reasonSchema.default('当面点清'),
    signatures: signaturesSchema,
  }),
  output: z.object({ voucherNumber: z.string(), amountFen: positiveMoneySchema, receiverName: z.string() }),
  refusals: [
    'drawer.none',
    'drawer.closed',
    'drawer.closing',
    'drawer.other_day',
    'drawer.not_enough_cash',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  fields: {
    amountFen: { zh: '金额', en: 'Amount' },
    to: { zh: '交到', en: 'To' },
    reason: { zh: '说明', en: 'Note' },
  },
});
