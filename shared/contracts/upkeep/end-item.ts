import { z } from 'zod';
import { itemSchema, wordsSchema } from '../../upkeep/view.ts';
import { UPKEEP_APPROVERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endItem = operation({
  module: 'upkeep',
  name: 'end-item',
  title: { zh: '停用或退回维护项目', en: 'End or reject an upkeep item' },
  help: {
    zh: '还没记录的待办随之免办，注明原因；已有的记录保留。',
    en: 'Its open tasks are excused with this reason; what was recorded stays.',
  },
  posts: UPKEEP_APPROVERS,
  sign: 'pin',
  input: z.strictObject({ itemId: idSchema, note: wordsSchema, signatures: z.array(idSchema).min(1).max(1) }),
  output: itemSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { note: { zh: '原因', en: 'Reason' } },
});
