/** States of a daily slip and its moves. */
import type { SlipState } from '../../../../shared/reconciliation/slip-states.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<SlipState, readonly SlipState[]>> = {
  made: ['signed-once', 'signed'],
  'signed-once': ['signed'],
  signed: [],
};

/** Refuses `state.illegal_move`. */
export function requireMove(from: SlipState, to: SlipState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}

/** The state with so many of the two signatures. */
export const stateWith = (signatures: number): SlipState =>
  signatures === 0 ? 'made' : signatures === 1 ? 'signed-once' : 'signed';
