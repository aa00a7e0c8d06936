/**
 * The states of a repair and the only moves between them. Acceptance refused leads back to `taken`; only what nobody
 * has taken yet can be cancelled.
 */
import type { RepairState } from '../../../../shared/upkeep/words.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<RepairState> = {
  reported: ['taken', 'cancelled'],
  taken: ['waiting-parts', 'outside', 'repaired'],
  'waiting-parts': ['outside', 'repaired'],
  outside: ['waiting-parts', 'repaired'],
  repaired: ['accepted', 'taken'],
  accepted: [],
  cancelled: [],
};

export const mayMoveRepair = (from: RepairState, to: RepairState): boolean => MOVES[from].includes(to);

export const requireRepairMove = moveGuard(MOVES);

/** A technician has it; parts, cost and labour are entered. */
export const isInHand = (state: RepairState): boolean => mayMoveRepair(state, 'repaired');

/** Not repaired yet: its incident stays open. */
export const isUndone = (state: RepairState): boolean => state === 'reported' || isInHand(state);
