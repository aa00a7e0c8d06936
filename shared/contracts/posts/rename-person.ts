import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { personNameSchema } from '../../posts/secret-schema.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const renamePerson = operation({
  module: 'posts',
  name: 'rename-person',
  title: { zh: '更正姓名', en: 'Correct a name' },
  help: {
    zh: '登录名不变；更正前后的姓名都保留在审计日志中。',
    en: 'The login stays; the audit log keeps the name before and after.',
  },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({
    personId: idSchema,
    name: personNameSchema,
    reason: z.string().trim().min(1).max(200),
    signatures: z.array(idSchema).min(1).max(4),
  }),
  output: z.object({ personId: idSchema, name: personNameSchema }),
  refusals: [
    'record.not_found',
    'person.not_active',
    'person.not_alone',
    'signature.needed',
    'signature.content',
    'signature.used',
    'signature.expired',
  ],
  sign: 'totp',
  fields: { name: { zh: '更正后的姓名', en: 'Corrected name' }, reason: { zh: '原因', en: 'Reason' } },
});
