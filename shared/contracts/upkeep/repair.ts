import { z } from 'zod';
import { repairFileSchema } from '../../upkeep/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const repair = query({
  module: 'upkeep',
  name: 'repair',
  title: { zh: '报修单', en: 'Repair request' },
  posts: 'signed-in',
  input: z.strictObject({ repairId: idSchema }),
  output: repairFileSchema,
  refusals: ['record.not_found'],
});
