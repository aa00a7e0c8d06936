import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { loginSchema, personNameSchema } from '../../posts/secret-schema.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposePerson = operation({
  module: 'posts',
  name: 'propose-person',
  title: { zh: '提出新人员', en: 'Propose a person' },
  help: {
    zh: '新人员须由另一人批准后才能领取账号。',
    en: 'A new person can claim the account only after another person has approved.',
  },
  posts: ['system-administrator'],
  input: z.strictObject({ name: personNameSchema, login: loginSchema, posts: z.array(postSchema).min(1).max(12) }),
  output: z.object({ personId: idSchema }),
  refusals: ['login.taken', 'person.must_differ', 'post.of_no_pack'],
  fields: {
    name: { zh: '姓名', en: 'Name' },
    login: { zh: '登录名', en: 'Login' },
    posts: { zh: '岗位', en: 'Posts' },
  },
});
