import { z } from 'zod';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const discardImport = operation({
  module: 'metering',
  name: 'discard-import',
  title: { zh: '放弃导入', en: 'Throw a staged file away' },
  posts: METERING_WRITERS,
  input: z.strictObject({ batchId: idSchema }),
  output: z.object({ batchId: idSchema }),
  refusals: ['record.not_found', 'import.ended'],
  fields: { batchId: { zh: '批次', en: 'Batch' } },
});
