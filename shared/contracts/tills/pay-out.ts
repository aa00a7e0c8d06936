import { z } from 'zod';
import { CUSTODIAN_POSTS, reasonSchema } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const payOut = operation({
  module: 'tills',
  name: 'pay-out',
  title: { zh: '支出现金', en: 'Pay out' },
  help: {
    zh: '从钱箱支付一笔费用，须由售电主管或经费管理员同时签字。',
    en: 'Pay an expense out of the drawer; the supervisor or the funds administrator signs as well.',
  },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({ amountFen: positiveMoneySchema, reason: reasonSchema, signatures: signaturesSchema }),
  output: z.object({ voucherNumber: z.string(), amountFen: positiveMoneySchema }),
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
  fields: { amountFen: { zh: '金额', en: 'Amount' }, reason: { zh: '事由', en: 'Reason' } },
});
