import { z } from 'zod';
import { batchSchema, SWITCH_FIELDS, switchInput } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const startBatch = operation({
  module: 'control',
  name: 'start-batch',
  title: { zh: '整楼通断', en: 'Switch many meters' },
  help: {
    zh: '选楼栋或若干房间。受保护的房间、有未到账售电的房间不断电，并逐一列明。',
    en: 'A building or some rooms. Protected rooms and rooms with an undelivered sale are left out, and listed one by one.',
  },
  posts: CONTROL_WRITERS,
  sign: 'pin',
  input: z
    .strictObject({
      buildingId: idSchema.optional(),
      roomIds: z.array(idSchema).min(1).max(500).optional(),
      ...switchInput,
      signatures: z.array(idSchema).min(1).max(1),
    })
    .refine((one) => (one.buildingId === undefined) !== (one.roomIds === undefined), { path: ['buildingId'] }),
  output: batchSchema,
  refusals: ['record.not_found', 'control.no_meters'],
  fields: {
    buildingId: { zh: '楼栋', en: 'Building' },
    roomIds: { zh: '房间', en: 'Rooms' },
    ...SWITCH_FIELDS,
  },
});
