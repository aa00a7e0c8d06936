import { z } from 'zod';
import { figureSchema, queueItemSchema, taskViewSchema } from '../../duties/view.ts';
import { textSchema } from '../../text.ts';
import { businessDateSchema, instantSchema } from '../../values/calendar.ts';
import { query } from '../contract.ts';

export const myDay = query({
  module: 'duties',
  name: 'my-day',
  title: { zh: '本岗今日', en: 'My post today' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    today: businessDateSchema,
    /** Of the own post: what is due or overdue today, and what was kept today. */
    tasks: z.array(taskViewSchema),
    /** Of the own post: due in the coming days. */
    coming: z.array(taskViewSchema),
    /** Of posts below: overdue and handed up to this one. */
    escalated: z.array(taskViewSchema),
    /** Duties that an occasion brings: each sale, each sign-in. */
    occasions: z.array(
      z.object({
        dutyId: z.string(),
        title: textSchema,
        when: z.array(textSchema),
        lastAt: instantSchema.nullable(),
      }),
    ),
    queue: z.array(queueItemSchema),
    figures: z.array(figureSchema),
  }),
  refusals: [],
});
