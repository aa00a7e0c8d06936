import { z } from 'zod';
import { repairFileSchema } from '../../upkeep/view.ts';
import { REPAIR_USERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const acceptRepair = operation({
  module: 'upkeep',
  name: 'accept-repair',
  title: { zh: '验收通过', en: 'Accept the repair' },
  help: {
    zh: '试用正常再验收。由报修人、同岗位人员或其上级办理，修的人不能自己验收。',
    en: 'Try it first. It is accepted by who reported it, the same post or a post above, never by who repaired it.',
  },
  posts: REPAIR_USERS,
  input: z.strictObject({ repairId: idSchema, note: z.string().trim().max(400).default('') }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ', 'upkeep.not_user'],
  fields: { note: { zh: '说明', en: 'Note' } },
});
