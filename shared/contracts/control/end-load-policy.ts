import { z } from 'zod';
import { loadPolicySchema, noteSchema } from '../../control/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endLoadPolicy = operation({
  module: 'control',
  name: 'end-load-policy',
  title: { zh: '停用或退回恶性负载规则', en: 'End or reject the policy' },
  posts: ['vending-technician', 'vending-supervisor', 'campus-director'],
  sign: 'pin',
  input: z.strictObject({ policyId: idSchema, note: noteSchema, signatures: z.array(idSchema).min(1).max(1) }),
  output: loadPolicySchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: { note: { zh: '原因', en: 'Reason' } },
});
