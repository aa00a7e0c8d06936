import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refuseSingleOperator = operation({
  module: 'posts',
  name: 'refuse-single-operator',
  title: { zh: '不批准一人兼管模式的变更', en: 'Refuse a change of the single-operator mode' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ changeId: idSchema }),
  output: z.object({ changeId: idSchema, state: z.literal('refused') }),
  refusals: ['record.not_found', 'state.illegal_move', 'person.not_alone'],
});
