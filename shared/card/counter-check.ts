/**
 * Whether a card that lies on the counter may be sold to. A meter takes a purchase only when its count is one above its
 * own: a second purchase written before the first was inserted would lock the customer out. So a sale needs the
 * meter's return file with the count that was last sold; without it, the two purchases may be merged, or not sold.
 */
import type { CardFile } from '../agent/protocol.ts';
import type { Money } from '../values/money.ts';
import type { Broken } from './codec.ts';
import type { CardType } from './layout.ts';
import type { UserCard } from './user-card.ts';

/** What the books say of the card: the last write that is known to be on it. */
export interface LastSold {
  readonly serial: string;
  readonly meterNo: string;
  readonly customerNo: string;
  readonly cardType: CardType;
  readonly amount: Money;
  readonly count: number;
}

export type CounterVerdict =
  /** The meter has taken the last purchase. */
  | { readonly verdict: 'may-sell' }
  /** The meter has seen the card and has not taken the last purchase: it must be inserted again, or looked at. */
  | { readonly verdict: 'not-inserted'; readonly meterCount: number }
  /**
   * Not inserted, and the card is exactly as it was written: both purchases may be written as one with the same count,
   * if the customer insists and the meter's display shows a count below the card's.
   */
  | { readonly verdict: 'may-merge'; readonly amount: Money; readonly count: number }
  /** Not inserted, and nothing to merge with: it goes into the meter first. */
  | { readonly verdict: 'empty-return' }
  /** Not the card of the books, or something on it that the books did not write. */
  | { readonly verdict: 'foreign'; readonly because: ForeignBecause }
  /** Nothing on it says whose it is. */
  | { readonly verdict: 'blank' }
  | { readonly verdict: 'unreadable'; readonly file: CardFile; readonly reason: Broken | 'absent' };

/** `ahead`: the meter has taken more purchases than were sold. */
export const FOREIGN_BECAUSES = ['serial', 'meter-no', 'customer-no', 'wallet', 'return-file', 'ahead'] as const;
export type ForeignBecause = (typeof FOREIGN_BECAUSES)[number];

export type CounterVerdictName = CounterVerdict['verdict'];

/** `last` is null when the books know no card of this serial. */
export function counterCheck(card: UserCard, last: LastSold | null): CounterVerdict {
  const { parameters, wallet, returned } = card;
  if (parameters.kind === 'broken') return { verdict: 'unreadable', file: 'ef1', reason: parameters.reason };
  if (wallet.kind === 'broken') return { verdict: 'unreadable', file: 'ef2', reason: wallet.reason };
  if (returned.kind === 'broken') return { verdict: 'unreadable', file: 'ef5', reason: returned.reason };
  if (parameters.kind === 'absent') return { verdict: 'unreadable', file: 'ef1', reason: 'absent' };
  if (wallet.kind === 'absent') return { verdict: 'unreadable', file: 'ef2', reason: 'absent' };
  if (returned.kind === 'absent') return { verdict: 'unreadable', file: 'ef5', reason: 'absent' };
  if (parameters.kind === 'empty') return { verdict: 'blank' };
  const because = foreign(card, last);
  if (because !== null || last === null) return { verdict: 'foreign', because: because ?? 'serial' };
  if (returned.kind === 'empty') return notInserted(last);
  const { count } = returned.value;
  if (count === last.count) return { verdict: 'may-sell' };
  if (count > last.count) return { verdict: 'foreign', because: 'ahead' };
  return { verdict: 'not-inserted', meterCount: count };
}

function foreign(card: UserCard, last: LastSold | null): ForeignBecause | null {
  const { parameters, wallet, returned } = card;
  if (last === null || card.serial !== last.serial) return 'serial';
  if (parameters.kind === 'read' && parameters.value.meterNo !== last.meterNo) return 'meter-no';
  if (parameters.kind === 'read' && parameters.value.customerNo !== last.customerNo) return 'customer-no';
  if (wallet.kind !== 'read' || wallet.value.count !== last.count || wallet.value.amount !== last.amount)
    return 'wallet';
  if (
    returned.kind === 'read' &&
    (returned.value.meterNo !== last.meterNo || returned.value.customerNo !== last.customerNo)
  )
    return 'return-file';
  return null;
}

/**
 * A replacement card repeats a count that the meter may already have taken with the card that was lost: money added to
 * it would then never be credited. Nor is there anything to add to in a wallet of nothing.
 */
function notInserted({ cardType, amount, count }: LastSold): CounterVerdict {
  if (cardType === 'replacement' || amount === 0) return { verdict: 'empty-return' };
  return { verdict: 'may-merge', amount, count };
}
