import { z } from 'zod';
import { rulePostsSchema, ruleViewSchema } from '../../duties/rule-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const publishRule = operation({
  module: 'duties',
  name: 'publish-rule',
  title: { zh: '发布制度', en: 'Publish a rule' },
  help: {
    zh: '发布后不能更改；修订须发布新版，各岗位重新签阅。',
    en: 'What is published is not changed; a revision is a new version, which the posts sign anew.',
  },
  posts: ['general-manager', 'campus-director', 'centre-leader', 'service-manager', 'vending-supervisor'],
  sign: 'pin',
  input: z.strictObject({
    /** A new version of this rule; missing: a new rule. */
    ruleId: idSchema.optional(),
    title: z.string().trim().min(2).max(80),
    bodyZh: z.string().trim().min(10).max(20_000),
    bodyEn: z.string().trim().min(10).max(20_000).optional(),
    posts: rulePostsSchema,
    signatures: z.array(idSchema).min(1),
  }),
  output: ruleViewSchema,
  refusals: ['record.not_found'],
  fields: {
    title: { zh: '制度名称', en: 'Title' },
    bodyZh: { zh: '正文', en: 'Text (Chinese)' },
    bodyEn: { zh: '英文正文', en: 'Text (English)' },
    posts: { zh: '须签阅的岗位', en: 'Posts that sign it' },
  },
});
