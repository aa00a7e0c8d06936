import { z } from 'zod';
import { dayExceptionSchema, noteSchema, timetableSchema, weekWindowSchema } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposeTimetable = operation({
  module: 'control',
  name: 'propose-timetable',
  title: { zh: '拟定作息断电', en: 'Plan a cut-off timetable' },
  help: {
    zh: '须由另一人批准后生效。时段结束一律恢复供电；系统停机错过的时段不补断。',
    en: 'It takes effect when another person approves it. Supply is always restored at the end; a window missed while the system was down is not made up for.',
  },
  posts: CONTROL_WRITERS,
  sign: 'pin',
  input: z.strictObject({
    buildingId: idSchema,
    title: z.string().trim().min(2).max(60),
    windows: z.array(weekWindowSchema).min(1).max(40),
    exceptions: z.array(dayExceptionSchema).max(60).default([]),
    restore: z.enum(['allow-close', 'close']).default('close'),
    exemptRoomIds: z.array(idSchema).max(500).default([]),
    reason: noteSchema,
    signatures: z.array(idSchema).min(1).max(1),
  }),
  output: timetableSchema,
  refusals: ['record.not_found', 'control.not_building'],
});
