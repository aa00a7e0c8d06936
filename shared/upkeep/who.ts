/** Who looks at, does, plans and approves upkeep; contracts name these lists. */
import type { PostKey } from '../posts.ts';

/** They look after things and enter what they found. */
export const UPKEEP_DOERS = ['vending-clerk', 'vending-technician'] as const satisfies readonly PostKey[];

export const UPKEEP_PLANNERS = ['vending-technician', 'vending-supervisor'] as const satisfies readonly PostKey[];

/** They approve what another person planned. */
export const UPKEEP_APPROVERS = ['vending-supervisor', 'campus-director'] as const satisfies readonly PostKey[];

export const UPKEEP_READERS = [
  'vending-clerk',
  'vending-technician',
  'vending-supervisor',
  'funds-administrator',
  'campus-director',
  'centre-leader',
  'general-manager',
  'auditor',
] as const satisfies readonly PostKey[];

/** Repair is a technician's work, never a clerk's or a cashier's. */
export const REPAIRERS = ['vending-technician'] as const satisfies readonly PostKey[];

/** They use what was repaired, or answer for those who do. The auditor accepts nothing. */
export const REPAIR_USERS = [
  'vending-clerk',
  'cashier',
  'funds-administrator',
  'vending-supervisor',
  'vending-technician',
  'price-approver',
  'finance',
  'system-administrator',
  'campus-director',
  'centre-leader',
  'general-manager',
] as const satisfies readonly PostKey[];
