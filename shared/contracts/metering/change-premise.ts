import { z } from 'zod';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const changePremise = operation({
  module: 'metering',
  name: 'change-premise',
  title: { zh: '更改名称或床位数', en: 'Change the name or the beds' },
  posts: METERING_WRITERS,
  input: z.strictObject({
    premiseId: idSchema,
    name: z.string().trim().max(100).optional(),
    capacity: z.int().min(0).max(500).optional(),
  }),
  output: z.object({ premiseId: idSchema }),
  refusals: ['record.not_found', 'premise.not_room'],
  fields: {
    premiseId: { zh: '位置', en: 'Place' },
    name: { zh: '名称', en: 'Name' },
    capacity: { zh: '床位数', en: 'Beds' },
  },
});
