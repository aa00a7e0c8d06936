/** The states of a drawer session, and the only moves between them. */
import type { SessionState } from '../../../../shared/tills/drawer.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<SessionState, readonly SessionState[]>> = {
  open: ['closing', 'closed', 'handed-over'],
  closing: ['closed', 'handed-over'],
  closed: [],
  'handed-over': [],
};

export function requireMove(from: SessionState, to: SessionState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}
