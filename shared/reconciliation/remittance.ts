/** Remittances, weekly bundles and monthly statements: states, words, numbers, and what a slip's cash comes to. */

import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import {
  addMoney,
  type Money,
  moneySchema,
  negate,
  nonNegativeMoneySchema,
  positiveMoneySchema,
  ZERO,
} from '../values/money.ts';
import { numbered } from '../values/numbered.ts';
import type { SlipContent } from './slip-content.ts';

export const REMITTANCE_STATES = ['in-transit', 'confirmed'] as const;
export const REMITTANCE_STATE_TITLES: Readonly<Record<(typeof REMITTANCE_STATES)[number], Text>> = {
  'in-transit': { zh: '在途', en: 'In transit' },
  confirmed: { zh: '已确认到账', en: 'Confirmed' },
};

export const REMITTANCE_WAYS = ['bank', 'finance'] as const;
export const REMITTANCE_WAY_TITLES: Readonly<Record<(typeof REMITTANCE_WAYS)[number], Text>> = {
  bank: { zh: '存入银行', en: 'Paid into the bank' },
  finance: { zh: '上交财务', en: 'Handed to finance' },
};

/** Whoever counted a drawer may remit its cash; finance says that it came. */
export const REMITTERS = ['cashier', 'vending-clerk'] as const satisfies readonly PostKey[];
export const REMITTANCE_READERS = [
  'cashier',
  'vending-clerk',
  'vending-supervisor',
  'funds-administrator',
  'finance',
  'centre-leader',
  'auditor',
] as const satisfies readonly PostKey[];

/** JK-000001 (缴款), ZB-000001 (周报), YD-000001 (月对账). */
export const remittanceNumberOf = (number: number): string => numbered('JK', number);
export const bundleNumberOf = (number: number): string => numbered('ZB', number);
export const statementNumberOf = (number: number): string => numbered('YD', number);

/**
 * What a session's cash comes to: receipts less refunds, over and short. What was paid out of the drawer for other
 * things is not taken off: cash taken is handed in whole (不得坐支).
 */
export function cashDue(cash: Pick<SlipContent['cash'], 'lines'>): Money {
  const counted = new Set(['sale', 'refund', 'over', 'short']);
  return cash.lines
    .filter((line) => counted.has(line.kind))
    .reduce((sum, line) => addMoney(sum, line.receiptFen, negate(line.paymentFen)), ZERO);
}

export const dueSlipSchema = z.object({
  slipId: idSchema,
  slipNo: z.string(),
  businessDate: businessDateSchema,
  session: z.string(),
  custodianName: z.string(),
  dueFen: moneySchema,
  /** Business days since; from the second on it is late. */
  ageDays: z.int(),
  late: z.boolean(),
});

export const remittanceSchema = z.object({
  remittanceId: idSchema,
  number: z.string(),
  businessDate: businessDateSchema,
  way: z.enum(REMITTANCE_WAYS),
  receiver: z.string(),
  receiptNo: z.string().nullable(),
  dueFen: nonNegativeMoneySchema,
  amountFen: positiveMoneySchema,
  confirmedFen: nonNegativeMoneySchema.nullable(),
  state: z.enum(REMITTANCE_STATES),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: instantSchema,
  confirmedBy: z.string().nullable(),
  confirmedAt: instantSchema.nullable(),
  caseNumber: z.string().nullable(),
  slips: z.array(
    z.object({ slipId: idSchema, slipNo: z.string(), businessDate: businessDateSchema, dueFen: moneySchema }),
  ),
  pictures: z.array(z.object({ attachmentId: idSchema, fileName: z.string() })),
  can: z.array(z.string()),
});
export type RemittanceView = z.output<typeof remittanceSchema>;
