import { z } from 'zod';
import { repairFileSchema, wordsSchema } from '../../upkeep/view.ts';
import { REPAIR_USERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const refuseRepair = operation({
  module: 'upkeep',
  name: 'refuse-repair',
  title: { zh: '验收不通过', en: 'Do not accept it' },
  help: {
    zh: '退回技术员再修，另立一件异常重新计时。',
    en: 'It goes back to the technician, with a new incident and a new time.',
  },
  posts: REPAIR_USERS,
  input: z.strictObject({ repairId: idSchema, note: wordsSchema }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ', 'upkeep.not_user'],
  fields: { note: { zh: '还有什么问题', en: 'What is still wrong' } },
});
