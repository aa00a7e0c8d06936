import { z } from 'zod';
import { itemSchema } from '../../upkeep/view.ts';
import { UPKEEP_APPROVERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveItems = operation({
  module: 'upkeep',
  name: 'approve-items',
  title: { zh: '批准维护项目', en: 'Approve upkeep items' },
  help: {
    zh: '批准后到日子自动列入相应岗位的待办；被替换的项目同时停用。',
    en: 'From then on it comes onto the list of its post on its days; an item it replaces ends.',
  },
  posts: UPKEEP_APPROVERS,
  sign: 'pin',
  input: z.strictObject({
    itemIds: z.array(idSchema).min(1).max(100),
    signatures: z.array(idSchema).min(1).max(1),
  }),
  output: z.object({ rows: z.array(itemSchema) }),
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ'],
});
