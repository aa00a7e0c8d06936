import { z } from 'zod';
import { proposalViewSchema } from '../../prices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const withdrawTariff = operation({
  module: 'prices',
  name: 'withdraw-tariff',
  title: { zh: '撤回价格', en: 'Withdraw the price' },
  posts: ['vending-supervisor'],
  input: z.strictObject({ proposalId: idSchema }),
  output: proposalViewSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
});
