import { z } from 'zod';
import { APPLY_FIELDS, appliedReadingsSchema } from '../../metering/import.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const applyReadingImport = operation({
  module: 'metering',
  name: 'apply-reading-import',
  title: { zh: '应用抄表数据', en: 'Apply a file of readings' },
  help: {
    zh: '全部写入，或全部不写。有问题的行须先改正，或确认略过。',
    en: 'All of it or nothing. Rows with problems are corrected first, or left out on purpose.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({ batchId: idSchema, leaveOutBad: z.boolean().default(false) }),
  output: appliedReadingsSchema,
  refusals: ['record.not_found', 'import.ended', 'import.bad_rows', 'import.conflict'],
  fields: APPLY_FIELDS,
});
