import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const assignPost = operation({
  module: 'posts',
  name: 'assign-post',
  title: { zh: '指派岗位', en: 'Assign a post' },
  help: {
    zh: '涉及钱款、价格、库存或审批的岗位须另一人批准后生效。',
    en: 'Posts that touch money, prices, stock or approvals count only after another person has approved.',
  },
  posts: ['system-administrator'],
  input: z.strictObject({ personId: idSchema, post: postSchema }),
  output: z.object({ assignmentId: idSchema, state: z.enum(['proposed', 'active']) }),
  refusals: ['record.not_found', 'person.not_active', 'post.held_already', 'person.must_differ', 'post.of_no_pack'],
  fields: { personId: { zh: '人员', en: 'Person' }, post: { zh: '岗位', en: 'Post' } },
});
