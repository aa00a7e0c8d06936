/** Who reads and who writes in metering; contracts name these lists. */
import type { PostKey } from '../posts.ts';

export const METERING_READERS = [
  'vending-clerk',
  'cashier',
  'funds-administrator',
  'vending-supervisor',
  'vending-technician',
  'finance',
  'campus-director',
  'auditor',
] as const satisfies readonly PostKey[];

export const METERING_WRITERS = ['vending-supervisor', 'vending-technician'] as const satisfies readonly PostKey[];
