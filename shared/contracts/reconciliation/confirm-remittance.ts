import { z } from 'zod';
import { remittanceSchema } from '../../reconciliation/remittance.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { nonNegativeMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const confirmRemittance = operation({
  module: 'reconciliation',
  name: 'confirm-remittance',
  title: { zh: '确认到账', en: 'Confirm a remittance' },
  help: {
    zh: '按银行回单或实收填写；与缴款单不符的差额留在在途资金，并立案。',
    en: 'As the bank or the counting says. What differs stays in transit and becomes a case.',
  },
  posts: ['finance'],
  input: z.strictObject({
    remittanceId: idSchema,
    receivedFen: nonNegativeMoneySchema,
    receiptNo: z.string().trim().min(1).max(60),
    signatures: signaturesSchema,
  }),
  output: remittanceSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'person.must_differ',
    'remittance.receipt_taken',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  fields: {
    receivedFen: { zh: '实际到账', en: 'Received' },
    receiptNo: { zh: '回单号', en: 'Receipt number' },
  },
});
