/** The states of an emergency supply and the only moves between them. */
import type { SupplyState } from '../../../../shared/network/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<SupplyState, readonly SupplyState[]>> = {
  requested: ['approved', 'refused'],
  approved: ['supplied'],
  supplied: ['ended'],
  refused: [],
  ended: [],
};

/** Refuses 'state.illegal_move'. */
export function requireSupplyMove(from: SupplyState, to: SupplyState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}
