import type { TipState } from '../../../../shared/cases/tip.ts';
import { moveGuard } from '../../../platform/operations/refuse.ts';

/** An answer to a tip in hand leaves it in hand. A closed one takes nothing more. */
export const requireTipMove = moveGuard<TipState>({
  open: ['in-hand', 'closed'],
  'in-hand': ['in-hand', 'closed'],
  closed: [],
});
