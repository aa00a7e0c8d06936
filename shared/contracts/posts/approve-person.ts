import { z } from 'zod';
import { RIGHTS_APPROVERS } from '../../posts/person-view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approvePerson = operation({
  module: 'posts',
  name: 'approve-person',
  title: { zh: '批准新人员', en: 'Approve a person' },
  help: { zh: '批准后向本人交付一次性领取码。', en: 'Afterwards hand the one-time code to the person.' },
  posts: RIGHTS_APPROVERS,
  input: z.strictObject({ personId: idSchema, signatures: z.array(idSchema).min(1).max(4) }),
  output: z.object({ personId: idSchema, state: z.literal('active') }),
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'person.not_alone',
    'person.must_differ',
    'signature.needed',
    'signature.content',
    'signature.used',
    'signature.expired',
  ],
  sign: 'totp',
});
