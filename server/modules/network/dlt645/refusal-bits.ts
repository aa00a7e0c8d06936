/**
 * What the error bits of an answer say. Reading, writing and switching answer with one byte; the 03 family with SERR,
 * two bytes low byte first (captured meters also send one). An error does not prove that nothing was changed: a
 * captured meter answered C3 after it had taken a part of the parameters. Read back always.
 */
import type { MeterError } from '../meter-link.ts';
import { binaryAt } from './bytes.ts';

const PREPAID = 0x03;

/** Bit → meaning. Of several bits the first of the list is the one to act on. */
const PLAIN: readonly (readonly [number, MeterError])[] = [
  [2, 'not-authorised'],
  [1, 'no-such-data'],
];

const SERR: readonly (readonly [number, MeterError])[] = [
  [1, 'repeat-recharge'],
  [3, 'authentication'],
  [2, 'security-module'],
  [4, 'customer-number'],
  [5, 'purchase-count'],
  [6, 'over-hoard-limit'],
];

export interface Refusal {
  readonly error: MeterError;
  /** As the meter sent them. */
  readonly bits: number;
}

/** `fn`: the low 5 bits of the control. Null when the bytes are no error: not one byte, nor two in the 03 family. */
export function refusalOf(fn: number, data: Uint8Array): Refusal | null {
  const prepaid = fn === PREPAID;
  if (data.length !== 1 && !(prepaid && data.length === 2)) return null;
  const bits = binaryAt(data, 0, data.length)!;
  const error = (prepaid ? SERR : PLAIN).find(([bit]) => (bits & (1 << bit)) !== 0)?.[1] ?? 'other';
  return { error, bits };
}
