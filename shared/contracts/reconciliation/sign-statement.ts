import { z } from 'zod';
import { statementSchema } from '../../reconciliation/month.ts';
import { digestSchema } from '../../reconciliation/slip-content.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** The digest is part of what is signed. The second signature locks the month. */
export const signStatement = operation({
  module: 'reconciliation',
  name: 'sign-statement',
  title: { zh: '月对账单签字', en: 'Sign the monthly statement' },
  help: {
    zh: '一式两份，售电（收费）方与经费管理员各签；两人不得为同一人。第二人签字后该月结账，不能再记账。',
    en: 'In duplicate; the counter and the funds administrator each sign, never one person. With the second signature the month is closed for posting.',
  },
  posts: ['vending-clerk', 'cashier', 'funds-administrator'],
  input: z.strictObject({ statementId: idSchema, contentDigest: digestSchema, signatures: signaturesSchema }),
  output: statementSchema,
  refusals: [
    'record.not_found',
    'slip.digest_differs',
    'slip.already_signed',
    'person.must_differ',
    'state.illegal_move',
    'signature.needed',
    'signature.content',
    'ledger.month_empty',
    'ledger.month_not_over',
    'ledger.day_not_sealed',
    'ledger.earlier_month_open',
  ],
  sign: 'pin',
  proves: [
    { duty: '2.clerk.5c', by: 'test/scenarios/remittance-week-month.test.ts' },
    { duty: '2.clerk.5c', by: 'test/scenarios/remittance-week-month.test.ts', refusal: 'slip.already_signed' },
  ],
});
