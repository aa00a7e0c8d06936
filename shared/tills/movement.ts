/** The kinds of cash movement, and the words by which the cash journal names them. */
import { z } from 'zod';
import type { Text } from '../text.ts';

export const MOVEMENT_KINDS = [
  'opening',
  'sale',
  'refund',
  'pay-in',
  'pay-out',
  'hand-over-out',
  'hand-over-in',
  'drop',
  'over',
  'short',
  'closing',
] as const;

export type MovementKind = (typeof MOVEMENT_KINDS)[number];

export const movementKindSchema = z.enum(MOVEMENT_KINDS);

export const MOVEMENT_TITLES: Readonly<Record<MovementKind, Text>> = {
  opening: { zh: '承前结存', en: 'Brought forward' },
  sale: { zh: '收款', en: 'Sale' },
  refund: { zh: '退款', en: 'Refund' },
  'pay-in': { zh: '存入', en: 'Paid in' },
  'pay-out': { zh: '支出', en: 'Paid out' },
  'hand-over-out': { zh: '交接-移交', en: 'Handed over' },
  'hand-over-in': { zh: '交接-接收', en: 'Taken over' },
  drop: { zh: '解缴现金', en: 'Cash drop' },
  over: { zh: '长款', en: 'Cash over' },
  short: { zh: '短款', en: 'Cash short' },
  closing: { zh: '本班结存', en: 'Closing balance' },
};

/** Lines that state a balance and move nothing: neither a receipt nor a payment. */
export const STATES_BALANCE: readonly MovementKind[] = ['opening', 'closing'];
