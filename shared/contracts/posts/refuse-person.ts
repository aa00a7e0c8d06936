import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refusePerson = operation({
  module: 'posts',
  name: 'refuse-person',
  title: { zh: '不批准新人员', en: 'Refuse a person' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ personId: idSchema }),
  output: z.object({ personId: idSchema, state: z.literal('refused') }),
  refusals: ['record.not_found', 'state.illegal_move'],
});
