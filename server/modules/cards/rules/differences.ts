/**
 * A card read at a counter, held against the books. Only what needs somebody's attention is a difference: a purchase
 * that was not inserted yet is none.
 */
import { counterCheck, type ForeignBecause, type LastSold } from '../../../../shared/card/counter-check.ts';
import { judgeReturn, type ReturnBooks, type ReturnDifferenceKind } from '../../../../shared/card/return-file.ts';
import type { UserCard } from '../../../../shared/card/user-card.ts';
import type { CardDifference } from '../../../../shared/cards/words.ts';

const FOREIGN: Readonly<Record<ForeignBecause, CardDifference | null>> = {
  serial: null,
  'meter-no': 'foreign-meter',
  'customer-no': 'foreign-customer',
  wallet: 'foreign-count',
  'return-file': null,
  ahead: 'return-count',
};

const RETURNED: Readonly<Record<ReturnDifferenceKind, CardDifference | null>> = {
  'meter-no': 'return-meter',
  'customer-no': 'return-customer',
  count: null,
  remaining: 'remaining-too-high',
  overdraft: 'return-overdraft',
  'illegal-insertions': 'illegal-insertions',
  'key-info': 'return-keys',
  time: 'return-time',
};

export function differencesOf(card: UserCard, last: LastSold, books: ReturnBooks): CardDifference[] {
  const verdict = counterCheck(card, last);
  const returned = judgeReturn(card, books);
  const found: (CardDifference | null)[] = [];
  if (verdict.verdict === 'foreign') found.push(FOREIGN[verdict.because]);
  if (verdict.verdict === 'unreadable') found.push('unreadable');
  if (verdict.verdict === 'blank') found.push('foreign-meter');
  if (returned.kind === 'read') found.push(...returned.differences.map(({ what }) => RETURNED[what]));
  return [...new Set(found.filter((one) => one !== null))];
}
