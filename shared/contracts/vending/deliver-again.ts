import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { saleSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

export const deliverAgain = operation({
  module: 'vending',
  name: 'deliver-again',
  title: { zh: '补充值', en: 'Deliver again' },
  help: {
    zh: '已收款而确认未到账的，以同一购买次数再充一次，不再收款。',
    en: 'Paid and known not to have arrived: sent once more with the same purchase count; no money is taken.',
  },
  posts: ['vending-clerk', 'vending-supervisor'],
  input: z.strictObject({ saleId: idSchema }),
  output: saleSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'sale.attempt_open',
    'meter.retired',
    'meter.blocked',
    'meter.no_account',
    'sale.household_left',
    'delivery.no_driver',
    'ledger.period_closed',
    'ledger.day_sealed',
  ],
});
