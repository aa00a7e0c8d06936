/** A terminal is invited, enrolled by its agent, and closed for good. */
import type { TerminalState } from '../../../../shared/devices/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<TerminalState> = {
  invited: ['enrolled', 'closed'],
  enrolled: ['closed'],
  closed: [],
};

export const requireMove = moveGuard(MOVES);
