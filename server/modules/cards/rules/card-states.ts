/** The states of a card and the only moves between them. */
import type { CardState } from '../../../../shared/cards/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<CardState, readonly CardState[]>> = {
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
export function requireMove(from: CardState, to: CardState): void {
  if (!canMove(from, to)) refuse('state.illegal_move', { from, to });
}
