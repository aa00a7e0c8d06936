/**
 * Whether, and how, a purchase may be written on a card that was read: as the next one, as the first one of an opening
 * card, or together with the purchase that was not inserted yet. The meter takes a purchase only when its count is one
 * above its own, so that a second one written too early would lock the customer out.
 */
import { counterCheck, type LastSold } from '../../../../shared/card/counter-check.ts';
import type { CardType } from '../../../../shared/card/layout.ts';
import type { UserCard } from '../../../../shared/card/user-card.ts';
import type { Facts } from '../../../../shared/refusals/refusal.ts';
import type { RefusalCode } from '../../../../shared/refusals.ts';
import { formatMoney } from '../../../../shared/values/money.ts';

export type MaySell =
  | { readonly may: 'next'; readonly cardType: CardType }
  | { readonly may: 'merge' }
  | { readonly may: 'no'; readonly code: RefusalCode; readonly facts: Facts };

export interface KnownCard {
  readonly last: LastSold;
  /** The last purchase has not been seen in the meter yet. */
  readonly pending: boolean;
}

const no = (code: RefusalCode, facts: Facts = {}): MaySell => ({ may: 'no', code, facts });

export function maySell(card: UserCard, { last, pending }: KnownCard): MaySell {
  const judged = counterCheck(card, last);
  const purchase = { count: last.count, amount: formatMoney(last.amount) };
  switch (judged.verdict) {
    case 'may-sell':
      return { may: 'next', cardType: 'purchase' };
    case 'empty-return':
    case 'may-merge':
      // Seen in the meter before; a torn write has cleared the return file since.
      if (!pending && last.count > 0) return { may: 'next', cardType: 'purchase' };
      // Nothing was sold on it yet: the first purchase opens the meter.
      if (last.cardType === 'open' && last.count === 0) return { may: 'next', cardType: 'open' };
      return judged.verdict === 'may-merge' ? { may: 'merge' } : no('card.insert_first');
    case 'not-inserted':
      return no('card.inserted_early', { meterCount: judged.meterCount, count: purchase.count });
    case 'blank':
      return no('card.to_write');
    case 'unreadable':
      return no('card.differs');
    case 'foreign':
      return judged.because === 'serial' ? no('card.foreign', { serial: card.serial }) : no('card.differs');
  }
}
