/** The states of a recharge and the only moves between them; vending keeps the same for its delivery attempts. */
import type { AttemptState } from '../../../../shared/vending/words.ts';
import { type Moves, walkPath } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<AttemptState> = {
  CREATED: ['AUTHORISED'],
  // What was never sent has never been applied.
  AUTHORISED: ['SENT', 'NOT_APPLIED'],
  SENT: ['ACKED', 'NACKED', 'NO_ANSWER'],
  ACKED: ['READBACK'],
  NACKED: ['READBACK'],
  NO_ANSWER: ['READBACK'],
  READBACK: ['APPLIED', 'NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN'],
  // Looked up later.
  FOREIGN_WRITE: ['READBACK'],
  UNKNOWN: ['READBACK'],
  APPLIED: [],
  NOT_APPLIED: [],
};

const SEPARATOR = '>';

export const pathOf = (path: string): AttemptState[] => path.split(SEPARATOR) as AttemptState[];

/** The path with the steps taken; refuses 'state.illegal_move' at the first step that is none. */
export const walkOn = (path: string, steps: readonly AttemptState[]): string =>
  walkPath(MOVES, 'CREATED', path === '' ? [] : pathOf(path), steps).join(SEPARATOR);

export const isFinal = (state: AttemptState): boolean => state === 'APPLIED' || state === 'NOT_APPLIED';

/** From where a recharge stands to its end: a lost process leaves it at SENT, a lookup finds it at UNKNOWN. */
export function stepsTo(state: AttemptState, end: AttemptState): AttemptState[] {
  if (state === 'SENT') return ['NO_ANSWER', 'READBACK', end];
  return state === 'AUTHORISED' ? [end] : ['READBACK', end];
}
