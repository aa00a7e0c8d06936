/** The states of a timetable or a policy and the only moves between them. */
import type { PlanState } from '../../../../shared/control/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<PlanState> = {
  proposed: ['approved', 'rejected'],
  approved: ['ended'],
  rejected: [],
  ended: [],
};

export const mayMovePlan = (from: PlanState, to: PlanState): boolean => MOVES[from].includes(to);

export const requirePlanMove = moveGuard(MOVES);

/** Ending what was only proposed is rejecting it. */
export const endOf = (from: PlanState): PlanState => (from === 'proposed' ? 'rejected' : 'ended');
