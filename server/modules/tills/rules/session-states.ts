/** The states of a drawer session, and the only moves between them. */
import type { SessionState } from '../../../../shared/tills/drawer.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<SessionState> = {
  open: ['closing', 'closed', 'handed-over'],
  closing: ['closed', 'handed-over'],
  closed: [],
  'handed-over': [],
};

export const requireMove = moveGuard(MOVES);
