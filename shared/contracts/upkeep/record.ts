import { z } from 'zod';
import { recordSchema } from '../../upkeep/view.ts';
import { UPKEEP_READERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const record = query({
  module: 'upkeep',
  name: 'record',
  title: { zh: '维护记录', en: 'Upkeep record' },
  posts: UPKEEP_READERS,
  input: z.strictObject({ recordId: idSchema }),
  output: recordSchema,
  refusals: ['record.not_found'],
});
