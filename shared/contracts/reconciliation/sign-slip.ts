import { z } from 'zod';
import { digestSchema } from '../../reconciliation/slip-content.ts';
import { RECEIVER_POSTS, SIGNER_ROLES, SLIP_STATES } from '../../reconciliation/slip-states.ts';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** The digest is part of what is signed. The second signer's signature may be in the same request or in a later one. */
export const signSlip = operation({
  module: 'reconciliation',
  name: 'sign-slip',
  title: { zh: '日结单签字', en: 'Sign the daily slip' },
  help: {
    zh: '保管人与核对人各用本人的签字密码签字；两人不得为同一人。',
    en: 'The custodian and the second signer each sign with their own PIN; they are never one person.',
  },
  posts: [...CUSTODIAN_POSTS, ...RECEIVER_POSTS],
  input: z.strictObject({ slipId: idSchema, contentDigest: digestSchema, signatures: signaturesSchema }),
  output: z.object({ slipId: idSchema, state: z.enum(SLIP_STATES), signed: z.array(z.enum(SIGNER_ROLES)) }),
  refusals: [
    'record.not_found',
    'slip.digest_differs',
    'slip.already_signed',
    'slip.not_signer',
    'slip.tally_first',
    'slip.tally_other',
    'person.must_differ',
    'state.illegal_move',
    'signature.needed',
    'signature.content',
  ],
  sign: 'pin',
  proves: [
    { duty: '2.clerk.5a', by: 'test/scenarios/daily-slip.test.ts' },
    { duty: '2.clerk.5a', by: 'test/scenarios/daily-slip.test.ts', refusal: 'slip.already_signed' },
  ],
  fields: { contentDigest: { zh: '单据摘要', en: 'Digest of the slip' } },
});
