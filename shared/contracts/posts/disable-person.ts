import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const disablePerson = operation({
  module: 'posts',
  name: 'disable-person',
  title: { zh: '停用人员', en: 'Disable a person' },
  help: {
    zh: '离岗人员的岗位和登录立即失效，记录保留。',
    en: 'Posts and sessions of the person end at once; the records stay.',
  },
  posts: ['system-administrator', ...RIGHTS_APPROVERS],
  input: z.strictObject({ personId: idSchema }),
  output: z.object({ personId: idSchema, state: z.literal('left'), endedSessions: z.number().int() }),
  refusals: ['record.not_found', 'state.illegal_move', 'person.not_alone'],
});
