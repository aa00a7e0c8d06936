/** A proposal is decided once. A version that came of it is never changed: it is followed by the next. */
import type { ProposalState } from '../../../../shared/prices/view.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<ProposalState, readonly ProposalState[]>> = {
  proposed: ['approved', 'rejected', 'withdrawn'],
  approved: [],
  rejected: [],
  withdrawn: [],
};

export function requireMove(from: ProposalState, to: ProposalState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}
