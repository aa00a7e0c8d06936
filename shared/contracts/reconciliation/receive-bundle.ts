import { z } from 'zod';
import { bundleSchema } from '../../reconciliation/week.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const receiveBundle = operation({
  module: 'reconciliation',
  name: 'receive-bundle',
  title: { zh: '核收周报', en: 'Receive the week' },
  help: {
    zh: '逐号勾对收到的单据；没有勾上的列为缺件并立案。',
    en: 'Tick the papers that are there, number by number; what is not ticked is named as missing and becomes a case.',
  },
  posts: ['funds-administrator'],
  input: z.strictObject({
    bundleId: idSchema,
    /** Ids of the slips and remittances that are there. */
    received: z.array(idSchema).max(1000),
    signatures: signaturesSchema,
  }),
  output: bundleSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'person.must_differ', 'signature.needed', 'signature.content'],
  sign: 'pin',
  fields: { received: { zh: '收到的单据', en: 'Papers received' } },
});
