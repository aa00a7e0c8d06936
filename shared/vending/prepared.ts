/** Sales prepared at the counter and paid at the cash window, as contracts and pages show them. */
import { z } from 'zod';
import { deliveryKindSchema } from '../metering/words.ts';
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { positiveMoneySchema } from '../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema } from '../values/quantity.ts';
import { soldBySchema } from './view.ts';
import { saleStateSchema } from './words.ts';

export const PREPARED_STATES = ['waiting', 'paid', 'expired', 'withdrawn'] as const;
export type PreparedState = (typeof PREPARED_STATES)[number];
export const preparedStateSchema = z.enum(PREPARED_STATES);

export const PREPARED_STATE_TITLES: Readonly<Record<PreparedState, Text>> = {
  waiting: { zh: '待收款', en: 'Waiting for its money' },
  paid: { zh: '已收款', en: 'Paid' },
  expired: { zh: '已过期', en: 'Expired' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

/** `time`: nobody paid within the house's time; `day`: its business day ended. */
export const EXPIRED_BY = ['time', 'day'] as const;
export type ExpiredBy = (typeof EXPIRED_BY)[number];
export const expiredBySchema = z.enum(EXPIRED_BY);

export const EXPIRED_BY_TITLES: Readonly<Record<ExpiredBy, Text>> = {
  time: { zh: '超时未交款', en: 'Nobody paid in time' },
  day: { zh: '营业日已结束', en: 'The business day ended' },
};

export const preparedRowSchema = z.object({
  preparedId: idSchema,
  ticketNo: z.int(),
  businessDate: businessDateSchema,
  /** One whose time is over reads as expired at once, also before the house has ended it. */
  state: preparedStateSchema,
  preparedAt: instantSchema,
  expiresAt: instantSchema,
  roomCode: z.string(),
  accountNo: z.string(),
  meterId: idSchema,
  meterNo: z.string(),
  commodity: commoditySchema,
  delivery: deliveryKindSchema,
  by: soldBySchema,
  quantityMilli: nonNegativeQuantitySchema.nullable(),
  /** As the customer was told it. */
  totalFen: positiveMoneySchema,
  priceNumber: z.int(),
  preparedById: idSchema,
  preparedByName: z.string(),
  endedAt: instantSchema.nullable(),
  /** Who took the money or withdrew it; null for what expired by itself. */
  endedByName: z.string().nullable(),
  expiredBy: expiredBySchema.nullable(),
  reason: z.string().nullable(),
  saleId: idSchema.nullable(),
  /** What was taken in the end; another sum where it was priced anew. */
  paidFen: positiveMoneySchema.nullable(),
  slipNo: z.string().nullable(),
  saleState: saleStateSchema.nullable(),
  can: z.array(z.string()),
});
export type PreparedRowView = z.output<typeof preparedRowSchema>;

/** How long a prepared sale waits until a house says otherwise. */
export const FIRST_WAIT_MINUTES = 30;

/** Who signs, beside the supervisor, how the house sells: nobody who takes money. */
export const POST_RULE_SIGNERS = [
  'funds-administrator',
  'finance',
  'campus-director',
  'centre-leader',
  'general-manager',
] as const satisfies readonly PostKey[];

export const salePostRuleSchema = z.object({
  twoPosts: z.boolean(),
  waitMinutes: z.int().min(5).max(480),
});
