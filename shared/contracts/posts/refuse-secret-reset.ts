import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refuseSecretReset = operation({
  module: 'posts',
  name: 'refuse-secret-reset',
  title: { zh: '不批准重置密码', en: 'Refuse a reset' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ resetId: idSchema }),
  output: z.object({ resetId: idSchema, state: z.literal('refused') }),
  refusals: ['record.not_found', 'state.illegal_move', 'person.not_alone'],
});
