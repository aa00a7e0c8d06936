/** What a replacement card carries: the same count always, the same amount when the last purchase was not inserted. */
import type { LastSold } from '../../../../shared/card/counter-check.ts';
import type { CardType } from '../../../../shared/card/layout.ts';
import { type Money, ZERO } from '../../../../shared/values/money.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

/** How it is known whether the last purchase reached the meter. */
export type LastPurchase = { readonly by: 'return' } | { readonly by: 'display'; readonly shownCount: number };

export interface Replacement {
  readonly card_type: CardType;
  readonly purchase_count: number;
  readonly amount_fen: Money;
  readonly pending: boolean;
}

/**
 * `pending`: the old card has not been seen to be inserted. Refuses 'card.no_return' and 'card.count_impossible'.
 */
export function replacementOf(last: LastSold, pending: boolean, known: LastPurchase): Replacement {
  const inserted = wasInserted(last, pending, known);
  // A meter that was never opened takes nothing but an opening card.
  const opening = last.cardType === 'open' && (last.count === 0 || !inserted);
  return {
    card_type: opening ? 'open' : 'replacement',
    purchase_count: last.count,
    amount_fen: inserted ? ZERO : last.amount,
    // A replacement is seen in its meter before anything is sold to it.
    pending: last.count > 0 || !opening,
  };
}

function wasInserted(last: LastSold, pending: boolean, known: LastPurchase): boolean {
  if (last.count === 0) return true;
  if (known.by === 'return') {
    if (pending) refuse('card.no_return');
    return true;
  }
  if (known.shownCount === last.count) return true;
  if (pending && known.shownCount === last.count - 1) return false;
  return refuse('card.count_impossible', { shown: known.shownCount, count: last.count });
}
