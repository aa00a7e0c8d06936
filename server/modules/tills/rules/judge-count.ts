/** What a closing count comes to, decided without a database. The custodian learns no figure from it. */
import { type Money, subtractMoney } from '../../../../shared/values/money.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface CountToJudge {
  readonly state: 'open' | 'closing';
  readonly countedFen: Money;
  readonly bookFen: Money;
  readonly reason: string | undefined;
}

export type Judgement =
  | { readonly attempt: 'attempt-1' | 'attempt-2'; readonly outcome: 'count-again' }
  | { readonly attempt: 'attempt-1' | 'attempt-2'; readonly outcome: 'closed'; readonly overShortFen: Money };

/**
 * The first count closes when it agrees and is otherwise asked again; the second closes in any case. The reason is
 * wanted with every second count, so that being asked for it tells nothing. Refuses `drawer.reason_needed`.
 */
export function judgeCount({ state, countedFen, bookFen, reason }: CountToJudge): Judgement {
  const overShortFen = subtractMoney(countedFen, bookFen);
  if (state === 'closing') {
    if (reason === undefined) refuse('drawer.reason_needed');
    return { attempt: 'attempt-2', outcome: 'closed', overShortFen };
  }
  if (overShortFen !== 0) return { attempt: 'attempt-1', outcome: 'count-again' };
  return { attempt: 'attempt-1', outcome: 'closed', overShortFen };
}
