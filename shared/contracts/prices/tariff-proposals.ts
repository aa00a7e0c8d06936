import { z } from 'zod';
import { PROPOSAL_STATES, proposalViewSchema, versionViewSchema } from '../../prices/view.ts';
import { query } from '../contract.ts';

export const tariffProposals = query({
  module: 'prices',
  name: 'tariff-proposals',
  title: { zh: '价格报批', en: 'Price proposals' },
  posts: ['vending-supervisor', 'price-approver', 'auditor', 'finance', 'campus-director', 'general-manager'],
  input: z.strictObject({ state: z.enum(PROPOSAL_STATES).optional() }),
  /** `current`: what would be replaced, so that old and new stand side by side. */
  output: z.object({ rows: z.array(proposalViewSchema.extend({ current: versionViewSchema.nullable() })) }),
  refusals: [],
});
