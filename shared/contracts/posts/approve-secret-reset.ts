import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveSecretReset = operation({
  module: 'posts',
  name: 'approve-secret-reset',
  title: { zh: '批准重置密码', en: 'Approve a reset' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ resetId: idSchema, signatures: z.array(idSchema).min(1).max(4) }),
  output: z.object({ resetId: idSchema, personId: idSchema, state: z.literal('done') }),
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'person.not_alone',
    'signature.needed',
    'signature.content',
    'signature.used',
    'signature.expired',
  ],
  sign: 'totp',
});
