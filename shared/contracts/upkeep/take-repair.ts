import { z } from 'zod';
import { repairFileSchema } from '../../upkeep/view.ts';
import { REPAIRERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const takeRepair = operation({
  module: 'upkeep',
  name: 'take-repair',
  title: { zh: '接修', en: 'Take the repair' },
  posts: REPAIRERS,
  input: z.strictObject({ repairId: idSchema }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
});
