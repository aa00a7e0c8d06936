import { z } from 'zod';
import { RECEIVER_POSTS } from '../../reconciliation/slip-states.ts';
import { slipViewSchema } from '../../reconciliation/view.ts';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const slip = query({
  module: 'reconciliation',
  name: 'slip',
  title: { zh: '一张日结单', en: 'One daily slip' },
  posts: [...CUSTODIAN_POSTS, ...RECEIVER_POSTS, 'auditor'],
  input: z.strictObject({ slipId: idSchema }),
  output: slipViewSchema,
  refusals: ['record.not_found'],
});
