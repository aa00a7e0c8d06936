import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refuseAssignment = operation({
  module: 'posts',
  name: 'refuse-assignment',
  title: { zh: '不批准岗位', en: 'Refuse a post' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ assignmentId: idSchema }),
  output: z.object({ assignmentId: idSchema, state: z.literal('refused') }),
  refusals: ['record.not_found', 'state.illegal_move'],
});
