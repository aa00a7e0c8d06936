import { z } from 'zod';
import { RECEIVER_POSTS } from '../../reconciliation/slip-states.ts';
import { TALLY_LABELS, TALLY_OUTCOMES, tallyFiguresSchema } from '../../reconciliation/tally.ts';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Blind: before it, none of the slip's figures is shown to the second signer; a first one that differs is told no figure. */
export const tallySlip = operation({
  module: 'reconciliation',
  name: 'tally-slip',
  title: { zh: '录入核对数', en: 'Enter the own account' },
  help: {
    zh: '核对人按自己的账填写本班次各付款方式的收款净额（收款减退款），填完才显示日结单上的数。不符的可重填一次，仍不符即立差错。',
    en: 'The second signer enters what came in less what was given back, by tender, from the own account; only then the slip’s figures are shown. It may be entered once more; what still differs becomes a case.',
  },
  posts: [...CUSTODIAN_POSTS, ...RECEIVER_POSTS],
  input: z.strictObject({
    slipId: idSchema,
    ...tallyFiguresSchema.shape,
    /** With the second one. */
    reason: z.string().trim().max(200).default(''),
    /** The second signer's, where the custodian is signed in at this screen. */
    signatures: z.array(idSchema).max(4).default([]),
  }),
  output: z.object({ outcome: z.enum(TALLY_OUTCOMES), caseNumber: z.string().nullable() }),
  refusals: [
    'record.not_found',
    'slip.not_signer',
    'slip.already_tallied',
    'slip.tally_reason',
    'signature.needed',
    'signature.content',
  ],
  fields: TALLY_LABELS,
});
