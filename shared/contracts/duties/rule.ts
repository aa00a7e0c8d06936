import { z } from 'zod';
import { ruleViewSchema } from '../../duties/rule-view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const rule = query({
  module: 'duties',
  name: 'rule',
  title: { zh: '制度', en: 'Rule' },
  posts: 'signed-in',
  input: z.strictObject({ ruleId: idSchema }),
  output: ruleViewSchema,
  refusals: ['record.not_found'],
});
