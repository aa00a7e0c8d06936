import { z } from 'zod';
import { noteSchema, timetableSchema } from '../../control/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endTimetable = operation({
  module: 'control',
  name: 'end-timetable',
  title: { zh: '停用或退回作息断电', en: 'End or reject the timetable' },
  help: {
    zh: '正在断电的房间随即恢复供电。',
    en: 'Rooms that are cut off by it now are restored at once.',
  },
  posts: ['vending-technician', 'vending-supervisor', 'campus-director'],
  sign: 'pin',
  input: z.strictObject({ timetableId: idSchema, note: noteSchema, signatures: z.array(idSchema).min(1).max(1) }),
  output: timetableSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { note: { zh: '原因', en: 'Reason' } },
});
