/** The states of a sale and the only moves between them. `started` is before the money, and never stored. */
import type { SaleState } from '../../../../shared/vending/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<SaleState | 'started'> = {
  started: ['paid'],
  paid: ['delivering', 'reversed', 'case'],
  // Back to paid: known not to have arrived, the money stays owed. Back to case: it was one before.
  delivering: ['delivered', 'unknown', 'paid', 'case'],
  unknown: ['delivered', 'paid', 'case'],
  // A case goes on to its end like any other undelivered sale.
  case: ['delivering', 'delivered', 'reversed'],
  delivered: ['reversed'],
  reversed: [],
};

/** Refuses 'state.illegal_move', naming both states. */
export const requireMove = moveGuard(MOVES);

/** Walks a way from state to state, refusing the first step that is none; answers where it ends. */
export function walk(from: SaleState | 'started', ...steps: readonly SaleState[]): SaleState | 'started' {
  let at = from;
  for (const step of steps) {
    requireMove(at, step);
    at = step;
  }
  return at;
}
