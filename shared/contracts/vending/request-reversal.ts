import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

export const requestReversal = operation({
  module: 'vending',
  name: 'request-reversal',
  title: { zh: '申请冲正', en: 'Request a reversal' },
  help: {
    zh: '未到账或尚未使用的可以申请冲正，由未管钱箱的售电主管审批。',
    en: 'For what was not delivered or not used yet; approved by a supervisor who holds no drawer.',
  },
  posts: ['vending-clerk', 'cashier'],
  input: z.strictObject({ saleId: idSchema, reason: reasonSchema }),
  output: saleSchema,
  refusals: [
    'record.not_found',
    'drawer.none',
    'drawer.closed',
    'drawer.closing',
    'drawer.other_day',
    'state.illegal_move',
    'sale.attempt_open',
    'reversal.present',
    'reversal.delivered_outside',
  ],
  fields: { reason: { zh: '原因', en: 'Reason' } },
});
