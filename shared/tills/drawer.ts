/** Drawers and their sessions, as the pages and the contracts see them. */
import { z } from 'zod';
import { postSchema } from '../posts/post-schema.ts';
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';

/** Posts whose holders take money and may therefore hold a drawer. */
export const CUSTODIAN_POSTS = ['vending-clerk', 'cashier'] as const satisfies readonly PostKey[];

/** Posts that answer for the cash of others: they sign payments out and see every drawer's figures. */
export const CASH_OVERSEERS = ['vending-supervisor', 'funds-administrator'] as const satisfies readonly PostKey[];

/** Posts that keep the safe or carry cash to the bank: they receive what a drawer gives up. */
export const CASH_KEEPERS = ['cashier', ...CASH_OVERSEERS, 'finance'] as const satisfies readonly PostKey[];

/** Letters and digits; part of the account's code (1001.D1) and of every slip's number (D1-3-27). */
export const drawerCodeSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{1,12}$/)
  .refine((code) => code !== 'safe');

export const reasonSchema = z.string().trim().min(2).max(200);

export const DRAWER_STATES = ['in-use', 'withdrawn'] as const;
export const SESSION_STATES = ['open', 'closing', 'closed', 'handed-over'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const SESSION_STATE_TITLES: Readonly<Record<SessionState, Text>> = {
  open: { zh: '营业中', en: 'Open' },
  closing: { zh: '待复点', en: 'To be counted again' },
  closed: { zh: '已结班', en: 'Closed' },
  'handed-over': { zh: '已交接', en: 'Handed over' },
};

export const slipNumber = (slipPrefix: string, count: number): string => `${slipPrefix}-${count}`;

/** What the custodian sees of the own session before it is closed: never what the books expect. */
export const mySessionSchema = z.object({
  drawerSessionId: idSchema,
  drawerId: idSchema,
  drawerCode: z.string(),
  drawerName: z.string(),
  place: z.string(),
  number: z.int(),
  businessDate: businessDateSchema,
  state: z.enum(SESSION_STATES),
  openedAt: instantSchema,
  openingFen: nonNegativeMoneySchema,
  ceilingFen: nonNegativeMoneySchema,
  /** Opened on an earlier day: it can only be closed. */
  otherDay: z.boolean(),
  can: z.array(z.string()),
});

export const closedFiguresSchema = z.object({
  expectedFen: nonNegativeMoneySchema,
  countedFen: nonNegativeMoneySchema,
  overShortFen: moneySchema,
});

export const drawerSchema = z.object({
  drawerId: idSchema,
  code: z.string(),
  name: z.string(),
  place: z.string(),
  ceilingFen: nonNegativeMoneySchema,
  state: z.enum(DRAWER_STATES),
  /** The session now open, if there is one. */
  custodianName: z.string().nullable(),
  custodianPost: postSchema.nullable(),
  openedAt: instantSchema.nullable(),
  can: z.array(z.string()),
});
