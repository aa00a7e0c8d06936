/** Who looks at, switches and approves in control; contracts name these lists. */
import type { PostKey } from '../posts.ts';

export const CONTROL_READERS = [
  'vending-clerk',
  'vending-supervisor',
  'vending-technician',
  'campus-director',
  'centre-leader',
  'general-manager',
  'auditor',
] as const satisfies readonly PostKey[];

/** They switch, and they plan timetables and policies. */
export const CONTROL_WRITERS = ['vending-technician', 'vending-supervisor'] as const satisfies readonly PostKey[];

/** They approve what another person planned. */
export const CONTROL_APPROVERS = ['vending-supervisor', 'campus-director'] as const satisfies readonly PostKey[];
