/** The states of carried credit. What is unknown is looked up; it is sent again only when it is known not to be there. */
import type { CarryState } from '../../../../shared/metering/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';
import type { DeliveryOutcome } from '../drivers/driver.ts';

const MOVES: Moves<CarryState> = {
  waiting: ['sent'],
  sent: ['delivered', 'waiting', 'unknown'],
  unknown: ['delivered', 'waiting'],
  delivered: [],
};

/** Refuses 'state.illegal_move'. */
export const requireMove = moveGuard(MOVES);

export const AFTER: Readonly<Record<DeliveryOutcome['result'], CarryState>> = {
  applied: 'delivered',
  notApplied: 'waiting',
  unknown: 'unknown',
};
