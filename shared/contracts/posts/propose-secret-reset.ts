import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposeSecretReset = operation({
  module: 'posts',
  name: 'propose-secret-reset',
  title: { zh: '申请重置密码', en: 'Propose a reset' },
  help: {
    zh: '须另一人批准；批准后本人用新的领取码重设密码和PIN。',
    en: 'Another person must approve; then the holder sets password and PIN with a new one-time code.',
  },
  posts: ['system-administrator'],
  input: z.strictObject({ personId: idSchema, reason: z.string().trim().min(1).max(200) }),
  output: z.object({ resetId: idSchema }),
  refusals: ['record.not_found', 'person.not_active', 'reset.open_already'],
  fields: { personId: { zh: '人员', en: 'Person' }, reason: { zh: '原因', en: 'Reason' } },
});
