/** The states of a card and the only moves between them. */
import type { CardState } from '../../../../shared/cards/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<CardState> = {
  stock: ['issued', 'faulty'],
  issued: ['replaced', 'lost', 'faulty', 'cleared'],
  // Taken back from its household, and blank only once it was written.
  cleared: ['stock', 'faulty'],
  replaced: [],
  lost: [],
  faulty: [],
};

export const canMove = (from: CardState, to: CardState): boolean => MOVES[from].includes(to);

/** Refuses 'state.illegal_move'. */
export const requireMove = moveGuard(MOVES);
