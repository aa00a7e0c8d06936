/** A proposal is decided once. A version that came of it is never changed: it is followed by the next. */
import type { ProposalState } from '../../../../shared/prices/view.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<ProposalState> = {
  proposed: ['approved', 'rejected', 'withdrawn'],
  approved: [],
  rejected: [],
  withdrawn: [],
};

export const requireMove = moveGuard(MOVES);
