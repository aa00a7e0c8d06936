import { z } from 'zod';
import { IMPORT_FILE_FIELDS, IMPORT_MAX_BODY, importFileInput, stagedSchema } from '../../metering/import.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { operation } from '../contract.ts';

export const stageReadingImport = operation({
  module: 'metering',
  name: 'stage-reading-import',
  title: { zh: '导入抄表数据', en: 'Stage a file of readings' },
  help: {
    zh: 'CSV 或 XLSX：表号、抄表时间、读数。先检查，不改动资料。',
    en: 'CSV or XLSX: meter, time, readings. It is checked first; nothing is changed yet.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject(importFileInput),
  output: stagedSchema,
  refusals: ['import.unusable'],
  maxBody: IMPORT_MAX_BODY,
  fields: IMPORT_FILE_FIELDS,
});
