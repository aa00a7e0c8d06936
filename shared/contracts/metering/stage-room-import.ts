import { z } from 'zod';
import { IMPORT_FILE_FIELDS, IMPORT_MAX_BODY, importFileInput, stagedSchema } from '../../metering/import.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { operation } from '../contract.ts';

export const stageRoomImport = operation({
  module: 'metering',
  name: 'stage-room-import',
  title: { zh: '导入房间表', en: 'Stage a room list' },
  help: {
    zh: 'CSV 或 XLSX，至多一万行一批为宜；先检查，不改动资料。',
    en: 'CSV or XLSX. It is checked first; nothing is changed yet.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject(importFileInput),
  output: stagedSchema,
  refusals: ['import.unusable'],
  maxBody: IMPORT_MAX_BODY,
  fields: IMPORT_FILE_FIELDS,
});
