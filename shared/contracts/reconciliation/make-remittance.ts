import { z } from 'zod';
import { REMITTANCE_WAYS, REMITTERS, remittanceSchema } from '../../reconciliation/remittance.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const makeRemittance = operation({
  module: 'reconciliation',
  name: 'make-remittance',
  title: { zh: '填缴款单', en: 'Make a remittance' },
  help: {
    zh: '勾选已双签的日结单，把应缴现金从保险柜存入银行或上交财务。金额与应缴不符须说明，并立案。',
    en: 'Tick signed daily slips and pay their cash from the safe into the bank or to finance. A sum that differs from what is due needs a reason and becomes a case.',
  },
  posts: REMITTERS,
  input: z.strictObject({
    slipIds: z.array(idSchema).min(1).max(200),
    way: z.enum(REMITTANCE_WAYS),
    receiver: z.string().trim().min(2).max(100),
    receiptNo: z.string().trim().min(1).max(60).optional(),
    amountFen: positiveMoneySchema,
    reason: z.string().trim().max(200).default(''),
    signatures: signaturesSchema,
  }),
  output: remittanceSchema,
  refusals: [
    'record.not_found',
    'remittance.slip_unsigned',
    'remittance.slip_taken',
    'remittance.reason_needed',
    'remittance.safe_short',
    'remittance.receipt_taken',
    'signature.needed',
    'signature.content',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
  sign: 'pin',
  proves: [
    { duty: '2.cashier.6', by: 'test/scenarios/remittance-week-month.test.ts' },
    { duty: '2.cashier.6', by: 'test/scenarios/remittance-week-month.test.ts', refusal: 'remittance.reason_needed' },
    { duty: '3.clerk.3', by: 'test/scenarios/remittance-week-month.test.ts' },
    { duty: '3.clerk.3', by: 'test/scenarios/remittance-week-month.test.ts', refusal: 'remittance.slip_taken' },
  ],
  fields: {
    slipIds: { zh: '日结单', en: 'Daily slips' },
    way: { zh: '方式', en: 'Way' },
    receiver: { zh: '银行及账户／接收部门', en: 'Bank and account, or office' },
    receiptNo: { zh: '回单号（可稍后补）', en: 'Receipt number (may follow)' },
    amountFen: { zh: '缴款金额', en: 'Amount' },
    reason: { zh: '与应缴不符的说明', en: 'Why it differs from what is due' },
  },
});
