import { z } from 'zod';
import { timetableSchema } from '../../control/view.ts';
import { CONTROL_APPROVERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveTimetable = operation({
  module: 'control',
  name: 'approve-timetable',
  title: { zh: '批准作息断电', en: 'Approve the timetable' },
  posts: CONTROL_APPROVERS,
  sign: 'pin',
  input: z.strictObject({ timetableId: idSchema, signatures: z.array(idSchema).min(1).max(1) }),
  output: timetableSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ'],
});
