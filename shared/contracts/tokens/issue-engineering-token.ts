import { z } from 'zod';
import { signaturesSchema } from '../../tills/signed.ts';
import { madeTokensSchema } from '../../tokens/view.ts';
import { TOKEN_WRITERS } from '../../tokens/who.ts';
import { tokenPurposeSchema } from '../../tokens/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Changes what a meter holds without a sale: made by the technician, released by the supervisor's signature. */
export const issueEngineeringToken = operation({
  module: 'tokens',
  name: 'issue-engineering-token',
  title: { zh: '生成维护码', en: 'Make an engineering token' },
  help: {
    zh: '不收款而改变表内状态，须写明原因，并由售电主管当面签字批准。',
    en: 'Changes what the meter holds without a sale: say why; the supervisor signs beside you.',
  },
  posts: TOKEN_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    purpose: tokenPurposeSchema,
    /** STS: watts of a power limit, else sixteen bits (65535 clears every register); OpenPAYGO: steps of credit. */
    value: z.int().min(0).max(18_201_624).optional(),
    reason: z.string().trim().min(2).max(200),
    signatures: signaturesSchema,
  }),
  output: madeTokensSchema,
  refusals: [
    'record.not_found',
    'token.purpose_unfit',
    'token.value_unfit',
    'token.unfinished',
    'token.base_over',
    'token.no_key',
    'token.no_tables',
    'token.keys_unreachable',
    'signature.needed',
    'signature.content',
  ],
  sign: 'pin',
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    purpose: { zh: '用途', en: 'Purpose' },
    value: { zh: '数值（功率填瓦）', en: 'Value (a power in watts)' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
