import { z } from 'zod';
import { loadPolicySchema } from '../../control/view.ts';
import { CONTROL_APPROVERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveLoadPolicy = operation({
  module: 'control',
  name: 'approve-load-policy',
  title: { zh: '批准恶性负载规则', en: 'Approve the policy' },
  posts: CONTROL_APPROVERS,
  sign: 'pin',
  input: z.strictObject({ policyId: idSchema, signatures: z.array(idSchema).min(1).max(1) }),
  output: loadPolicySchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ'],
});
