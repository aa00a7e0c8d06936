/**
 * due → overdue (its time passed) → escalated (its day passed; the post above answers for it). Each open one ends by
 * its record (`done`), or is excused when its item ends or nobody of the house worked on its day.
 */
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';
import type { UpkeepTaskState } from '../store/tasks.ts';

const MOVES: Moves<UpkeepTaskState> = {
  due: ['overdue', 'done', 'excused'],
  overdue: ['escalated', 'done', 'excused'],
  escalated: ['escalated', 'done', 'excused'],
  done: [],
  excused: [],
};

export const requireTaskMove = moveGuard(MOVES);
