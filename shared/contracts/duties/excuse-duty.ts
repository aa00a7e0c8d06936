import { z } from 'zod';
import { taskViewSchema } from '../../duties/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const excuseDuty = operation({
  module: 'duties',
  name: 'excuse-duty',
  title: { zh: '免办一次', en: 'Excuse once' },
  help: {
    zh: '这一次确实不需要办理时，由上级岗位写明原因。只免这一次，下一次照常到期。',
    en: 'Where it is not needed this time, a post above says why. Only this once; the next one falls due as always.',
  },
  posts: 'signed-in',
  input: z.strictObject({ taskId: idSchema, reason: z.string().trim().min(4).max(500) }),
  output: taskViewSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'duty.not_above', 'duty.own_post'],
  fields: { reason: { zh: '免办原因', en: 'Why it is excused' } },
});
