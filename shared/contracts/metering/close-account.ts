import { z } from 'zod';
import { reasonSchema, registersInput } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const closeAccount = operation({
  module: 'metering',
  name: 'close-account',
  title: { zh: '销户（退房结算）', en: 'Close an account (move out)' },
  help: {
    zh: '抄录每块系统余额表的读数，其他表抄录表内剩余；余额转入指定的户，或记在住户名下，待其入住时转入新表。',
    en: 'Read every meter whose balance is kept here, and what is left in the others. Credit goes to the account named, or waits under the customer for the next meter.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({
    accountId: idSchema,
    readings: z.array(z.strictObject({ meterId: idSchema, ...registersInput })).max(20),
    /** What the display of a meter shows that holds its credit itself, where it cannot be asked: in its credit unit. */
    stands: z
      .array(z.strictObject({ meterId: idSchema, remaining: z.int().nonnegative() }))
      .max(20)
      .default([]),
    /** An open account with meters of the same kind and unit. */
    toAccountId: idSchema.optional(),
    /** Under whom the credit waits, when no account is named; the first occupant when left out. */
    customerId: idSchema.optional(),
    reason: reasonSchema,
  }),
  output: z.object({
    settlementId: idSchema,
    settlementNumber: z.int(),
    carried: z.array(z.object({ meterId: idSchema, amount: z.int(), to: z.enum(['account', 'customer']) })),
  }),
  refusals: [
    'record.not_found',
    'account.not_open',
    'account.reading_missing',
    'account.no_occupant',
    'meter.cannot_carry',
    'reading.backwards',
    'reading.not_later',
    'reading.differs',
    'reading.too_large',
    'reading.no_price',
    'reading.registers_missing',
    'reading.bands_differ',
    'meter.blocked',
    'meter.overdraft',
    'meter.stand_missing',
    'meter.stand_differs',
    'meter.stand_impossible',
    'sale.undelivered',
  ],
  fields: {
    accountId: { zh: '户', en: 'Account' },
    readings: { zh: '结算读数', en: 'Final readings' },
    stands: { zh: '表内剩余（表显）', en: 'Left in the meter (its display)' },
    toAccountId: { zh: '余额转入户', en: 'Credit goes to' },
    customerId: { zh: '余额记在谁名下', en: 'Credit waits for' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
