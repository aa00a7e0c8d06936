/** How sales are looked for: every key the counter knows a sale by. */
import { z } from 'zod';
import { businessDateSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { positiveMoneySchema } from '../values/money.ts';
import { commoditySchema } from '../values/quantity.ts';
import { saleStateSchema } from './words.ts';

const text = z.string().trim().min(1).max(90).optional();

export const saleFilterSchema = z.strictObject({
  slipNo: text,
  /** Beginnings of the room's code, the account's and the meter's number. */
  room: text,
  account: text,
  meter: text,
  accountId: idSchema.optional(),
  drawerSessionId: idSchema.optional(),
  amountFen: positiveMoneySchema.optional(),
  /** The last figures of an occupant's phone, four or more. */
  phone: z
    .string()
    .trim()
    .regex(/^\d{4,15}$/)
    .optional(),
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  commodity: commoditySchema.optional(),
  state: saleStateSchema.optional(),
});
export type SaleFilter = z.output<typeof saleFilterSchema>;
