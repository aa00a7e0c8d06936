/** The states of carried credit. What is unknown is looked up; it is sent again only when it is known not to be there. */
import type { CarryState } from '../../../../shared/metering/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { DeliveryOutcome } from '../drivers/driver.ts';

const MOVES: Readonly<Record<CarryState, readonly CarryState[]>> = {
  waiting: ['sent'],
  sent: ['delivered', 'waiting', 'unknown'],
  unknown: ['delivered', 'waiting'],
  delivered: [],
};

/** Refuses 'state.illegal_move'. */
export function requireMove(from: CarryState, to: CarryState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}

export const AFTER: Readonly<Record<DeliveryOutcome['result'], CarryState>> = {
  applied: 'delivered',
  notApplied: 'waiting',
  unknown: 'unknown',
};
