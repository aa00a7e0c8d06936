/** A terminal is invited, enrolled by its agent, and closed for good. */
import type { TerminalState } from '../../../../shared/devices/words.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Record<TerminalState, readonly TerminalState[]> = {
  invited: ['enrolled', 'closed'],
  enrolled: ['closed'],
  closed: [],
};

export function requireMove(from: TerminalState, to: TerminalState): void {
  if (!MOVES[from].includes(to)) refuse('state.illegal_move', { from, to });
}
