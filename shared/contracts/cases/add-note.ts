import { z } from 'zod';
import { caseWithEventsSchema } from '../../cases/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const addNote = operation({
  module: 'cases',
  name: 'add-note',
  title: { zh: '补充说明', en: 'Add a note' },
  posts: 'signed-in',
  input: z.strictObject({ caseId: idSchema, text: z.string().trim().min(2).max(2000) }),
  output: caseWithEventsSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { text: { zh: '说明', en: 'Note' } },
});
