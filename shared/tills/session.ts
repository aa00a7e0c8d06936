/** Drawer sessions as lists and details show them; a figure is null until the session is closed. */
import { z } from 'zod';
import { postSchema } from '../posts/post-schema.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { denominationCountSchema } from '../values/denominations.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { SESSION_STATES } from './drawer.ts';

export const sessionRowSchema = z.object({
  drawerSessionId: idSchema,
  drawerId: idSchema,
  drawerCode: z.string(),
  drawerName: z.string(),
  number: z.int(),
  slipPrefix: z.string(),
  custodianId: idSchema,
  custodianName: z.string(),
  custodianPost: postSchema,
  businessDate: businessDateSchema,
  state: z.enum(SESSION_STATES),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  openingFen: nonNegativeMoneySchema,
  expectedFen: nonNegativeMoneySchema.nullable(),
  countedFen: nonNegativeMoneySchema.nullable(),
  overShortFen: moneySchema.nullable(),
  openingCaseId: idSchema.nullable(),
  closingCaseId: idSchema.nullable(),
});

export const sessionCountSchema = z.object({
  kind: z.enum(['opening', 'attempt-1', 'attempt-2', 'surprise']),
  denominations: denominationCountSchema,
  totalFen: nonNegativeMoneySchema,
  bookFen: nonNegativeMoneySchema,
  at: instantSchema,
  countedByName: z.string(),
});
