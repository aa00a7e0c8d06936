import { z } from 'zod';
import { METERING_WRITERS } from '../../metering/who.ts';
import { textSchema } from '../../text.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const importRows = query({
  module: 'metering',
  name: 'import-rows',
  title: { zh: '有问题的行', en: 'Rows with problems' },
  help: { zh: '每一条原因一行，注明文件中的行号。', en: 'One entry for each reason, with the line in the file.' },
  posts: METERING_WRITERS,
  input: z.strictObject({
    batchId: idSchema,
    /** The line after which to go on. */
    after: z.int().min(0).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        line: z.int(),
        field: z.string(),
        value: z.string(),
        reason: textSchema,
      }),
    ),
    next: z.int().optional(),
  }),
  refusals: [],
  columns: [
    { key: 'line', title: { zh: '行', en: 'Line' } },
    { key: 'field', title: { zh: '列', en: 'Column' } },
    { key: 'value', title: { zh: '内容', en: 'Content' } },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
  ],
});
