/** The states of an emergency supply and the only moves between them. */
import type { SupplyState } from '../../../../shared/network/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<SupplyState> = {
  requested: ['approved', 'refused'],
  approved: ['supplied'],
  supplied: ['ended'],
  refused: [],
  ended: [],
};

/** Refuses 'state.illegal_move'. */
export const requireSupplyMove = moveGuard(MOVES);
