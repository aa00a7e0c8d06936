import { z } from 'zod';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const addOccupant = operation({
  module: 'metering',
  name: 'add-occupant',
  title: { zh: '添加住户', en: 'Add an occupant' },
  posts: METERING_WRITERS,
  input: z.strictObject({ accountId: idSchema, customerId: idSchema }),
  output: z.object({ occupantId: idSchema }),
  refusals: ['record.not_found', 'account.not_open', 'account.occupant_present'],
  fields: { accountId: { zh: '户', en: 'Account' }, customerId: { zh: '客户', en: 'Customer' } },
});
