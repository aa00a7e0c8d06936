import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveSingleOperator = operation({
  module: 'posts',
  name: 'approve-single-operator',
  title: { zh: '批准一人兼管模式', en: 'Approve single-operator mode' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ changeId: idSchema, signatures: z.array(idSchema).min(1).max(4) }),
  output: z.object({ changeId: idSchema, singleOperator: z.boolean() }),
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'person.not_alone',
    'single_operator.held_by_one',
    'signature.needed',
    'signature.content',
    'signature.used',
    'signature.expired',
  ],
  sign: 'totp',
});
