import { z } from 'zod';
import { repairFileSchema, wordsSchema } from '../../upkeep/view.ts';
import { REPAIRERS } from '../../upkeep/who.ts';
import { repairStateSchema } from '../../upkeep/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const holdRepair = operation({
  module: 'upkeep',
  name: 'hold-repair',
  title: { zh: '待配件或送外修', en: 'Wait for parts, or send outside' },
  posts: REPAIRERS,
  input: z.strictObject({
    repairId: idSchema,
    to: repairStateSchema.extract(['waiting-parts', 'outside']),
    note: wordsSchema,
  }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: {
    to: { zh: '转为', en: 'Becomes' },
    note: { zh: '缺什么，或送到哪里', en: 'What is missing, or where it went' },
  },
});
