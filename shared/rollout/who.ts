/** Who reads and who acts in price roll-out; contracts name these lists. */
import type { PostKey } from '../posts.ts';

export const ROLLOUT_READERS = [
  'vending-supervisor',
  'vending-technician',
  'price-approver',
  'auditor',
] as const satisfies readonly PostKey[];

export const ROLLOUT_PUSHERS = ['vending-technician', 'vending-supervisor'] as const satisfies readonly PostKey[];
