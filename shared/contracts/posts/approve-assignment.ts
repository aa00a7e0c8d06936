import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveAssignment = operation({
  module: 'posts',
  name: 'approve-assignment',
  title: { zh: '批准岗位', en: 'Approve a post' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ assignmentId: idSchema, signatures: z.array(idSchema).min(1).max(4) }),
  output: z.object({ assignmentId: idSchema, state: z.literal('active') }),
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'person.not_active',
    'person.not_alone',
    'person.must_differ',
    'signature.needed',
    'signature.content',
    'signature.used',
    'signature.expired',
  ],
  sign: 'totp',
});
