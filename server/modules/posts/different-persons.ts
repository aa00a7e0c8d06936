import { NEVER_ONE_PERSON, type PairKey } from '../../../shared/never-one-person.ts';
import { refuse } from '../../platform/operations/refuse.ts';

/** Both languages in one fact, because the facts of a refusal are the same in both texts. */
export const pairTitle = (pair: PairKey): string =>
  `${NEVER_ONE_PERSON[pair].title.zh} (${NEVER_ONE_PERSON[pair].title.en})`;

/** Refuses when the two acts of a pair on the list of never-one-person are one person's. */
export function requireDifferentPersons(pair: PairKey, personA: string, personB: string): void {
  if (personA === personB) refuse('person.must_differ', { pair: pairTitle(pair), key: pair });
}
