import { z } from 'zod';
import { taskViewSchema } from '../../duties/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const tickDuty = operation({
  module: 'duties',
  name: 'tick-duty',
  title: { zh: '勾选职责', en: 'Tick a duty' },
  help: {
    zh: '写明做了什么、结果如何；勾选后连同本人姓名和时间留存，不能更改。',
    en: 'Say what was done and how it turned out; it is kept with your name and the time and cannot be changed.',
  },
  posts: 'signed-in',
  input: z.strictObject({ taskId: idSchema, note: z.string().trim().min(2).max(500) }),
  output: taskViewSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'duty.other_post', 'duty.kept_by_work'],
  fields: { note: { zh: '办理情况', en: 'What was done' } },
});
