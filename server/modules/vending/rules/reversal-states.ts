/** The states of a reversal and the only moves between them. */
import type { ReversalState } from '../../../../shared/vending/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<ReversalState> = {
  requested: ['approved', 'refused'],
  approved: ['paid-back'],
  refused: [],
  'paid-back': [],
};

export const requireReversalMove = moveGuard(MOVES);
