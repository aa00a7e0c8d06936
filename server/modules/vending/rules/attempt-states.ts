/** The states of a delivery attempt, the only moves between them, and the way an outcome leads through them. */
import type { AttemptState } from '../../../../shared/vending/words.ts';
import { type Moves, walkPath as walk } from '../../../platform/operations/refuse.ts';
import type { DeliveryOutcome } from '../../metering/index.ts';

const MOVES: Moves<AttemptState> = {
  CREATED: ['AUTHORISED'],
  AUTHORISED: ['SENT'],
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

/** Nothing can be said yet: the delivery is looked up, never sent again. */
export const isOpen = (state: AttemptState): boolean => state !== 'APPLIED' && state !== 'NOT_APPLIED';
export const isLookedUp = (state: AttemptState): boolean => state === 'UNKNOWN' || state === 'FOREIGN_WRITE';

/** The path so far with the steps taken; refuses 'state.illegal_move' at the first step that is none. */
export const walkPath = (path: readonly AttemptState[], steps: readonly AttemptState[]): readonly AttemptState[] =>
  walk(MOVES, 'CREATED', path, steps);

/** What is stored before the driver is called. */
export const BEFORE_CALL: readonly AttemptState[] = walkPath([], ['CREATED', 'AUTHORISED', 'SENT']);

const answerOf = (outcome: DeliveryOutcome): AttemptState => {
  if (outcome.result === 'applied') return 'ACKED';
  if (outcome.reason === 'no-read-back') return 'ACKED';
  return outcome.reason === 'unreachable' || outcome.reason === 'no-answer' || outcome.reason === 'stopped'
    ? 'NO_ANSWER'
    : 'NACKED';
};

const endOf = (outcome: DeliveryOutcome): AttemptState => {
  if (outcome.result === 'applied') return 'APPLIED';
  if (outcome.result === 'notApplied') return 'NOT_APPLIED';
  return outcome.reason === 'foreign-write' ? 'FOREIGN_WRITE' : 'UNKNOWN';
};

/** The steps an outcome adds to the path: after sending, or, when it is looked up later, after UNKNOWN. */
export function stepsOf(path: readonly AttemptState[], outcome: DeliveryOutcome): AttemptState[] {
  const end = endOf(outcome);
  const last = path.at(-1);
  return last !== undefined && isLookedUp(last) ? ['READBACK', end] : [answerOf(outcome), 'READBACK', end];
}
