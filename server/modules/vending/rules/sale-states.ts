/** The states of a sale and the only moves between them. `started` is before the money, and never stored. */
import type { SaleState } from '../../../../shared/vending/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<SaleState | 'started', readonly SaleState[]>> = {
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
export function requireMove(from: SaleState | 'started', to: SaleState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}

/** Walks a way from state to state, refusing the first step that is none; answers where it ends. */
export function walk(from: SaleState | 'started', ...steps: readonly SaleState[]): SaleState | 'started' {
  let at = from;
  for (const step of steps) {
    requireMove(at, step);
    at = step;
  }
  return at;
}
