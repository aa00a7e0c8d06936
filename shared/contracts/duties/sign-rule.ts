import { z } from 'zod';
import { ruleViewSchema } from '../../duties/rule-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const signRule = operation({
  module: 'duties',
  name: 'sign-rule',
  title: { zh: '签阅制度', en: 'Read and sign a rule' },
  help: {
    zh: '签字表示本人已阅读并将遵照执行。',
    en: 'The signature says that you have read it and will act by it.',
  },
  posts: 'signed-in',
  sign: 'pin',
  input: z.strictObject({ ruleId: idSchema, version: z.int().min(1), signatures: z.array(idSchema).min(1) }),
  output: ruleViewSchema,
  refusals: ['record.not_found', 'rule.not_for_post', 'rule.replaced', 'rule.signed_already'],
  proves: [{ duty: '2.clerk.1', by: 'server/modules/duties/operations/rules.test.ts' }],
});
