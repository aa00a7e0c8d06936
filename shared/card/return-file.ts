/** What a meter wrote on a card, held against the books. Every difference is named; none is explained away. */
import type { Money } from '../values/money.ts';
import { MOST_FEN } from './profiles.ts';
import type { FilePart, Returned, UserCard } from './user-card.ts';

export interface ReturnBooks {
  readonly meterNo: string;
  readonly customerNo: string;
  /** The purchase count of the last sale to this meter. */
  readonly count: number;
  /**
   * The most that can be left in the meter: what it held when it was last seen, and what was sold since. Null when it
   * was never seen.
   */
  readonly mostRemaining: Money | null;
  /** As last seen; null when it was never seen. */
  readonly keyInfo: string | null;
  readonly illegalInsertions: number;
  /** When it was last seen, and now; local time of the site, `YYYY-MM-DDThh:mm`. */
  readonly seenAt: string | null;
  readonly now: string;
}

export const RETURN_DIFFERENCES = [
  'meter-no', 'customer-no', 'count', 'remaining', 'overdraft', 'illegal-insertions', 'key-info', 'time',
] as const; // biome-ignore format: a closed list
export type ReturnDifferenceKind = (typeof RETURN_DIFFERENCES)[number];

export interface ReturnDifference {
  readonly what: ReturnDifferenceKind;
  readonly onCard: string | number | null;
  readonly inBooks: string | number | null;
}

export type ReturnJudgement =
  | { readonly kind: 'read'; readonly returned: Returned; readonly differences: readonly ReturnDifference[] }
  | Exclude<FilePart<Returned>, { kind: 'read' }>;

/** Differences are empty when the return file says what the books say. */
export function judgeReturn(card: UserCard, books: ReturnBooks): ReturnJudgement {
  if (card.returned.kind !== 'read') return card.returned;
  const returned = card.returned.value;
  return { kind: 'read', returned, differences: [...identity(returned, books), ...state(returned, books)] };
}

function identity(returned: Returned, books: ReturnBooks): ReturnDifference[] {
  const found: ReturnDifference[] = [];
  if (returned.meterNo !== books.meterNo)
    found.push({ what: 'meter-no', onCard: returned.meterNo, inBooks: books.meterNo });
  if (returned.customerNo !== books.customerNo)
    found.push({ what: 'customer-no', onCard: returned.customerNo, inBooks: books.customerNo });
  if (returned.count !== books.count) found.push({ what: 'count', onCard: returned.count, inBooks: books.count });
  return found;
}

function state(returned: Returned, books: ReturnBooks): ReturnDifference[] {
  const found: ReturnDifference[] = [];
  const most = books.mostRemaining ?? MOST_FEN;
  if (returned.remaining > most) found.push({ what: 'remaining', onCard: returned.remaining, inBooks: most });
  // A meter is either in credit or overdrawn.
  if (returned.overdraft > 0 && returned.remaining > 0)
    found.push({ what: 'overdraft', onCard: returned.overdraft, inBooks: 0 });
  if (returned.illegalInsertions !== books.illegalInsertions)
    found.push({
      what: 'illegal-insertions',
      onCard: returned.illegalInsertions,
      inBooks: books.illegalInsertions,
    });
  if (books.keyInfo !== null && returned.keyInfo !== books.keyInfo.toLowerCase())
    found.push({ what: 'key-info', onCard: returned.keyInfo, inBooks: books.keyInfo });
  const { writtenAt } = returned;
  // The meter's clock may be five minutes off; a whole day ahead, or earlier than it was last seen, is another matter.
  if (writtenAt === null || dayAfter(writtenAt, books.now) || (books.seenAt !== null && writtenAt < books.seenAt))
    found.push({ what: 'time', onCard: writtenAt, inBooks: books.seenAt });
  return found;
}

function dayAfter(writtenAt: string, now: string): boolean {
  return Date.parse(`${writtenAt}:00Z`) - Date.parse(`${now}:00Z`) > 86_400_000;
}
