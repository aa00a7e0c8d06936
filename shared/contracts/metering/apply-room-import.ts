import { z } from 'zod';
import { APPLY_FIELDS, appliedRoomsSchema } from '../../metering/import.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const applyRoomImport = operation({
  module: 'metering',
  name: 'apply-room-import',
  title: { zh: '应用房间表', en: 'Apply a room list' },
  help: {
    zh: '全部写入，或全部不写。有问题的行须先改正，或确认略过。',
    en: 'All of it or nothing. Rows with problems are corrected first, or left out on purpose.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({ batchId: idSchema, leaveOutBad: z.boolean().default(false) }),
  output: appliedRoomsSchema,
  refusals: ['record.not_found', 'import.ended', 'import.bad_rows', 'import.conflict'],
  fields: APPLY_FIELDS,
});
