import { z } from 'zod';
import { personViewSchema, RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const person = query({
  module: 'posts',
  name: 'person',
  title: { zh: '人员', en: 'Person' },
  posts: ['system-administrator', 'auditor', ...RIGHTS_APPROVERS],
  input: z.strictObject({ personId: idSchema }),
  output: personViewSchema,
  refusals: ['record.not_found'],
});
