/** The states of a timetable or a policy and the only moves between them. */
import type { PlanState } from '../../../../shared/control/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<PlanState, readonly PlanState[]>> = {
  proposed: ['approved', 'rejected'],
  approved: ['ended'],
  rejected: [],
  ended: [],
};

export const mayMovePlan = (from: PlanState, to: PlanState): boolean => MOVES[from].includes(to);

export function requirePlanMove(from: PlanState, to: PlanState): void {
  if (!mayMovePlan(from, to)) refuse('state.illegal_move', { from, to });
}

/** Ending what was only proposed is rejecting it. */
export const endOf = (from: PlanState): PlanState => (from === 'proposed' ? 'rejected' : 'ended');
