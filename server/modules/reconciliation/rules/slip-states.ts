/** States of a daily slip and its moves. */
import type { SlipState } from '../../../../shared/reconciliation/slip-states.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<SlipState> = {
  made: ['signed-once', 'signed'],
  'signed-once': ['signed'],
  signed: [],
};

/** Refuses `state.illegal_move`. */
export const requireMove = moveGuard(MOVES);

/** The state with so many of the two signatures. */
export const stateWith = (signatures: number): SlipState =>
  signatures === 0 ? 'made' : signatures === 1 ? 'signed-once' : 'signed';
