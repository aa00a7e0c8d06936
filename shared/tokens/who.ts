/** Who reads and who writes in tokens; contracts name these lists. */
import type { PostKey } from '../posts.ts';

export const TOKEN_READERS = [
  'vending-clerk',
  'vending-supervisor',
  'vending-technician',
  'auditor',
] as const satisfies readonly PostKey[];

export const TOKEN_WRITERS = ['vending-technician'] as const satisfies readonly PostKey[];

/** Whose second signature an engineering token needs. */
export const TOKEN_APPROVERS = ['vending-supervisor'] as const satisfies readonly PostKey[];
