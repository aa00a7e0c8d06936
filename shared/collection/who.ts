/** Who reads and who writes in collection; contracts name these lists. */
import type { PostKey } from '../posts.ts';

export const COLLECTION_READERS = [
  'vending-clerk',
  'vending-supervisor',
  'vending-technician',
  'funds-administrator',
  'finance',
  'campus-director',
  'auditor',
] as const satisfies readonly PostKey[];

export const COLLECTION_WRITERS = ['vending-technician', 'vending-supervisor'] as const satisfies readonly PostKey[];
