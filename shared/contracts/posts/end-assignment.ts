import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endAssignment = operation({
  module: 'posts',
  name: 'end-assignment',
  title: { zh: '免去岗位', en: 'End a post' },
  posts: ['system-administrator', ...RIGHTS_APPROVERS],
  input: z.strictObject({ assignmentId: idSchema }),
  output: z.object({ assignmentId: idSchema, state: z.literal('ended') }),
  refusals: ['record.not_found', 'state.illegal_move', 'person.not_alone'],
});
