/** The states of a reversal and the only moves between them. */
import type { ReversalState } from '../../../../shared/vending/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<ReversalState, readonly ReversalState[]>> = {
  requested: ['approved', 'refused'],
  approved: ['paid-back'],
  refused: [],
  'paid-back': [],
};

export function requireReversalMove(from: ReversalState, to: ReversalState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}
