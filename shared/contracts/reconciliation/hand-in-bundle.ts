import { z } from 'zod';
import { bundleSchema } from '../../reconciliation/week.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { operation } from '../contract.ts';

export const handInBundle = operation({
  module: 'reconciliation',
  name: 'hand-in-bundle',
  title: { zh: '送交周报', en: 'Hand in the week' },
  help: {
    zh: '把本周日结单第三联和缴款单送交经费管理员。周一至周日为一周；有日结单未双签的不能送交。',
    en: 'Hand the third copies and remittance slips of a week (Monday to Sunday) to the funds administrator. Every slip must be signed by both.',
  },
  posts: ['cashier', 'vending-clerk'],
  input: z.strictObject({ fromDate: businessDateSchema, signatures: signaturesSchema }),
  output: bundleSchema,
  refusals: [
    'bundle.not_monday',
    'bundle.week_not_over',
    'bundle.nothing',
    'bundle.already',
    'remittance.slip_unsigned',
    'signature.needed',
    'signature.content',
  ],
  sign: 'pin',
  proves: [{ duty: '2.clerk.5b', by: 'test/scenarios/remittance-week-month.test.ts' }],
  fields: { fromDate: { zh: '周一', en: 'Monday' } },
});
