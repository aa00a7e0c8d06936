import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

export const lookUpDelivery = operation({
  module: 'vending',
  name: 'look-up-delivery',
  title: { zh: '查询到账', en: 'Look the delivery up' },
  help: {
    zh: '向表计查询上一次充值的结果，不会再次充值。',
    en: 'Asks the meter what became of the last delivery; nothing is sent again.',
  },
  posts: ['vending-clerk', 'vending-supervisor', 'vending-technician'],
  input: z.strictObject({ saleId: idSchema }),
  output: saleSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'ledger.period_closed', 'ledger.day_sealed'],
});
