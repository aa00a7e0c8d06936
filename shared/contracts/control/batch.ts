import { z } from 'zod';
import { batchSchema, commandSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** One batch and its meters; `commands` lists the rest of a large one by `originId`. */
export const batch = query({
  module: 'control',
  name: 'batch',
  title: { zh: '整楼操作进度', en: 'Progress of a batch' },
  posts: CONTROL_READERS,
  input: z.strictObject({ batchId: idSchema }),
  output: z.object({ batch: batchSchema, rows: z.array(commandSchema) }),
  refusals: ['record.not_found'],
});
