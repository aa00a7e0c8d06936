/** The customer list as a file: who may take it, and who signs too where names and phones are in full. */
import type { PostKey } from '../posts.ts';

export const LIST_DATA = ['masked', 'full'] as const;
export type ListData = (typeof LIST_DATA)[number];

export const LIST_TAKERS = [
  'vending-supervisor',
  'care-manager',
  'service-manager',
] as const satisfies readonly PostKey[];

/** They look after the house, not after the list. */
export const LIST_APPROVERS = [
  'funds-administrator',
  'finance',
  'campus-director',
  'centre-leader',
  'general-manager',
] as const satisfies readonly PostKey[];

/** For how long the file may be fetched. */
export const RELEASE_SECONDS = 600;
