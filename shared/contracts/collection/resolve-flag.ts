import { z } from 'zod';
import { flagSchema } from '../../collection/view.ts';
import { COLLECTION_WRITERS } from '../../collection/who.ts';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const resolveFlag = operation({
  module: 'collection',
  name: 'resolve-flag',
  title: { zh: '处理异常', en: 'Deal with what is odd' },
  help: {
    zh: '“处理中”表示已知悉、在查；“已处理”须写明原因。读数本身不因此改变，更正读数在抄表页办理。',
    en: 'In hand: known and looked into. Resolved: with its cause. No figure is changed by this; readings are corrected on their own page.',
  },
  posts: COLLECTION_WRITERS,
  input: z.strictObject({ flagId: idSchema, state: z.enum(['seen', 'resolved']), note: reasonSchema }),
  output: flagSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { state: { zh: '处理', en: 'State' }, note: { zh: '原因与处理', en: 'Cause and what was done' } },
});
