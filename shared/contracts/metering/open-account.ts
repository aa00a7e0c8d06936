import { z } from 'zod';
import { categoryCodeSchema, numberSchema } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const openAccount = operation({
  module: 'metering',
  name: 'open-account',
  title: { zh: '开户（入住）', en: 'Open an account (move in)' },
  help: {
    zh: '房间内的表归入该户；住户从原房间带来的余额转入同种类、同单位的表。',
    en: "The room's meters go to the account; credit its occupants brought along goes to meters of the same kind and unit.",
  },
  posts: METERING_WRITERS,
  input: z.strictObject({
    roomId: idSchema,
    accountNo: numberSchema.optional(),
    categoryCode: categoryCodeSchema,
    customerIds: z.array(idSchema).max(50).default([]),
  }),
  output: z.object({
    accountId: idSchema,
    accountNo: z.string(),
    meterIds: z.array(idSchema),
    /** Of the settlement by which credit was carried in; null when there was none. */
    settlementNumber: z.int().nullable(),
  }),
  refusals: ['record.not_found', 'premise.not_room', 'category.unknown', 'account.room_taken', 'account.number_taken'],
  fields: {
    roomId: { zh: '房间', en: 'Room' },
    accountNo: { zh: '户号（不填则自动编号）', en: 'Account number (given when empty)' },
    categoryCode: { zh: '用户类别', en: 'User category' },
    customerIds: { zh: '住户', en: 'Occupants' },
  },
});
