/** The states of a flag and the only moves between them, and when a flag that stays becomes a case. */
import type { FlagKind, FlagState } from '../../../../shared/collection/words.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import { type Moves, moveGuard } from '../../../platform/operations/refuse.ts';

const MOVES: Moves<FlagState> = {
  open: ['seen', 'resolved'],
  seen: ['resolved'],
  resolved: [],
};

export const requireFlagMove = moveGuard(MOVES);

const PERSISTS_DAYS = 3;

/** Money and registers at once; a jump or a fault when it has stayed for days. */
export const CASE_AT_ONCE: ReadonlySet<FlagKind> = new Set(['backwards', 'implausible']);

export function persists(firstAt: Instant, now: Instant): boolean {
  return firstAt <= addSeconds(now, -PERSISTS_DAYS * 86_400);
}
