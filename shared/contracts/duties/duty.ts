import { z } from 'zod';
import { latestSchema, registerRowSchema, taskViewSchema } from '../../duties/view.ts';
import { textSchema } from '../../text.ts';
import { query } from '../contract.ts';

export const duty = query({
  module: 'duties',
  name: 'duty',
  title: { zh: '一条职责', en: 'One duty' },
  posts: 'signed-in',
  input: z.strictObject({ dutyId: z.string().max(20) }),
  output: registerRowSchema.extend({
    chapterTitle: textSchema,
    capabilities: z.array(z.string()),
    /** When it is due and how it is kept, in words. */
    schedule: z.array(textSchema),
    proofs: z.array(
      z.object({
        operation: z.string(),
        title: textSchema,
        /** The test that plays the duty. */
        by: z.string(),
        /** Of a control: what the contrary is answered with. */
        refusal: z.object({ code: z.string(), text: textSchema }).nullable(),
      }),
    ),
    /** The newest first, at most 50. */
    tasks: z.array(taskViewSchema),
    /** Work of this house that keeps the duty, the newest first, at most 30. */
    work: z.array(latestSchema),
  }),
  refusals: ['record.not_found'],
});
