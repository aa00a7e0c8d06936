/** Who reads sales; contracts name this list. */
import type { PostKey } from '../posts.ts';

export const SALE_READERS = [
  'vending-clerk',
  'cashier',
  'funds-administrator',
  'vending-supervisor',
  'vending-technician',
  'finance',
  'campus-director',
  'centre-leader',
  'general-manager',
  'auditor',
] as const satisfies readonly PostKey[];
