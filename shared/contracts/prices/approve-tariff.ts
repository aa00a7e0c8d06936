import { z } from 'zod';
import { versionViewSchema } from '../../prices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const approveTariff = operation({
  module: 'prices',
  name: 'approve-tariff',
  title: { zh: '批准价格', en: 'Approve the price' },
  posts: ['price-approver'],
  sign: 'totp',
  input: z.strictObject({
    proposalId: idSchema,
    /** The hash of the tariff the approver looked at: what is approved is what was seen. */
    specHash: z.string().regex(/^[0-9a-f]{64}$/),
    signatures: z.array(idSchema).min(1).max(2),
  }),
  output: versionViewSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'tariff.changed',
    'tariff.in_the_past',
    'tariff.not_after_last',
    'person.must_differ',
  ],
});
