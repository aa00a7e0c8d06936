import { z } from 'zod';
import { revealGrantSchema, revealInput } from '../../customers/view.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { operation } from '../contract.ts';
import { revealCustomer } from './reveal-customer.ts';

/** After the day's looks are used up: each further one is signed by the person who looks and by another who answers. */
export const revealWithApproval = operation({
  module: 'customers',
  name: 'reveal-with-approval',
  title: { zh: '超出次数查看完整资料', en: 'Look beyond the limit' },
  help: {
    zh: '今天的次数用完后，每次查看须本人签字，并由主管在同一屏幕签字同意；记录两人。',
    en: 'When the day’s looks are used up, each further one is signed by you and by a supervisor at the same screen; both are logged.',
  },
  posts: revealCustomer.posts,
  input: z.strictObject({ ...revealInput, signatures: signaturesSchema }),
  output: revealGrantSchema,
  refusals: ['record.not_found', 'customer.erased', 'signature.needed', 'signature.content'],
  sign: 'pin',
  fields: revealCustomer.fields!,
});
