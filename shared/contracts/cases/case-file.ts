import { z } from 'zod';
import { caseWithEventsSchema } from '../../cases/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const caseFile = query({
  module: 'cases',
  name: 'case-file',
  title: { zh: '案卷', en: 'Case file' },
  posts: 'signed-in',
  input: z.strictObject({ caseId: idSchema }),
  output: caseWithEventsSchema,
  refusals: ['record.not_found'],
});
