import { z } from 'zod';
import { noteSchema, protectionViewSchema } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { protectionSchema } from '../../control/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const protectRoom = operation({
  module: 'control',
  name: 'protect-room',
  title: { zh: '设为保障房间', en: 'Protect a room' },
  help: {
    zh: '保障房间不会被本系统断电，包括作息断电和恶性负载断电。',
    en: 'A protected room is never cut off from here, neither by timetable nor for its load.',
  },
  posts: CONTROL_WRITERS,
  input: z.strictObject({ roomId: idSchema, kind: protectionSchema, note: noteSchema }),
  output: protectionViewSchema,
  refusals: ['record.not_found', 'premise.not_room', 'control.protected_already'],
  fields: {
    roomId: { zh: '房间', en: 'Room' },
    kind: { zh: '类别', en: 'Kind' },
    note: { zh: '说明', en: 'Note' },
  },
});
