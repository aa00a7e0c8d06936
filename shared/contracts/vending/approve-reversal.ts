import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

export const approveReversal = operation({
  module: 'vending',
  name: 'approve-reversal',
  overrules: true,
  title: { zh: '批准冲正', en: 'Approve a reversal' },
  help: {
    zh: '收回尚未使用的电量，账款重新记为欠用户；退款由售电员另行办理。',
    en: 'Takes the unused credit back; the money is owed to the customer again and given back by the clerk.',
  },
  posts: ['vending-supervisor'],
  sign: 'totp',
  input: z.strictObject({ reversalId: idSchema, signatures: z.array(idSchema).min(1).max(2) }),
  output: saleSchema,
  refusals: [
    'record.not_found',
    'person.must_differ',
    'reversal.holds_drawer',
    'reversal.delivered_outside',
    'reversal.residue_used',
    'credit.used',
    'state.illegal_move',
    'sale.attempt_open',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
});
