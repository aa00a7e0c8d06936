import { z } from 'zod';
import { issuedCodeSchema } from '../../posts/founding.ts';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** A door, because the code must not stay in a stored answer. It is shown once; issuing again voids the one before. */
export const issueClaimCode = operation({
  module: 'posts',
  name: 'issue-claim-code',
  title: { zh: '发放领取码', en: 'Issue a one-time code' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ personId: idSchema }),
  output: z.object({ issued: issuedCodeSchema }),
  refusals: ['record.not_found', 'claim_code.claimed', 'person.not_alone'],
});
