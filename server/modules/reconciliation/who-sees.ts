/** A vending clerk sees the own slips, and those whose second signature is a clerk's; everybody else sees all. */
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';

interface OfCustodian {
  readonly custodian_id: string;
  readonly custodian_post: string;
}

export const maySee = (actor: Actor, slip: OfCustodian): boolean =>
  actor.post !== 'vending-clerk' || slip.custodian_id === actor.personId || slip.custodian_post === 'cashier';

/** Refuses `record.not_found`: that a slip is there is not told either. */
export function requireMaySee(actor: Actor, slip: OfCustodian): void {
  if (!maySee(actor, slip)) refuse('record.not_found');
}
