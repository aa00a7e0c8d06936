/**
 * The notes and coins a drawer is counted by. Fen are not in use at counters; jiao notes still in circulation are
 * counted with the coins of their value. A kind that is not named in a count is counted as none.
 */
import { z } from 'zod';
import type { Text } from '../text.ts';
import { fen, type Money } from './money.ts';

export const DENOMINATION_KEYS = [
  'note100',
  'note50',
  'note20',
  'note10',
  'note5',
  'note1',
  'coin1yuan',
  'coin5jiao',
  'coin1jiao',
] as const;

export type DenominationKey = (typeof DENOMINATION_KEYS)[number];

export interface Denomination {
  readonly key: DenominationKey;
  /** What one piece is worth. */
  readonly value: Money;
  readonly title: Text;
}

/** From the largest down: the order in which money is counted. */
export const DENOMINATIONS: readonly Denomination[] = [
  { key: 'note100', value: fen(10_000), title: { zh: '100 元', en: '100 yuan' } },
  { key: 'note50', value: fen(5_000), title: { zh: '50 元', en: '50 yuan' } },
  { key: 'note20', value: fen(2_000), title: { zh: '20 元', en: '20 yuan' } },
  { key: 'note10', value: fen(1_000), title: { zh: '10 元', en: '10 yuan' } },
  { key: 'note5', value: fen(500), title: { zh: '5 元', en: '5 yuan' } },
  { key: 'note1', value: fen(100), title: { zh: '1 元纸币', en: '1 yuan note' } },
  { key: 'coin1yuan', value: fen(100), title: { zh: '1 元硬币', en: '1 yuan coin' } },
  { key: 'coin5jiao', value: fen(50), title: { zh: '5 角', en: '5 jiao' } },
  { key: 'coin1jiao', value: fen(10), title: { zh: '1 角', en: '1 jiao' } },
];

/** Pieces of each kind. */
export const denominationCountSchema = z.partialRecord(z.enum(DENOMINATION_KEYS), z.int().min(0).max(100_000));

export type DenominationCount = z.infer<typeof denominationCountSchema>;

export function countTotal(count: DenominationCount): Money {
  return fen(DENOMINATIONS.reduce((sum, { key, value }) => sum + value * (count[key] ?? 0), 0));
}
