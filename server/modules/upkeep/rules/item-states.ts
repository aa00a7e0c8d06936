/** The states of a plan item and the only moves between them. */
import type { ItemState } from '../../../../shared/upkeep/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<ItemState> = {
  proposed: ['approved', 'rejected'],
  approved: ['ended'],
  rejected: [],
  ended: [],
};

export const mayMoveItem = (from: ItemState, to: ItemState): boolean => MOVES[from].includes(to);

export const requireItemMove = moveGuard(MOVES);

/** Ending what was only proposed is rejecting it. */
export const endOfItem = (from: ItemState): ItemState => (from === 'proposed' ? 'rejected' : 'ended');
