import { z } from 'zod';
import { cardTermsSchema } from '../../cards/view.ts';
import { reasonSchema } from '../../metering/view.ts';
import { operation } from '../contract.ts';

export const setCardTerms = operation({
  module: 'cards',
  name: 'set-card-terms',
  title: { zh: '设定押金与工本费', en: 'Set deposit and fee' },
  posts: ['vending-supervisor'],
  sign: 'pin',
  input: z.strictObject({ ...cardTermsSchema.shape, reason: reasonSchema, signatures: z.array(z.uuid()).min(1) }),
  output: cardTermsSchema,
  refusals: [],
  fields: {
    depositFen: { zh: '押金', en: 'Deposit' },
    feeFen: { zh: '工本费', en: 'Fee' },
    replacementFeeFen: { zh: '补卡费', en: 'Fee of a replacement' },
    reason: { zh: '依据', en: 'Reason' },
  },
});
