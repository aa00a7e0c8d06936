/** The set-up while it is being filled in. Rows have keys of their own, so that a login may change freely. Pure. */
import { type StaffingProblem, staffingProblems } from '../../../shared/posts/staffing.ts';
import { usualStaffing } from '../../../shared/posts/usual-staffing.ts';
import type { Pack, PostKey } from '../../../shared/posts.ts';

export interface PersonDraft {
  readonly key: string;
  readonly name: string;
  readonly login: string;
  readonly posts: readonly PostKey[];
}

export interface HouseDraft {
  readonly name: string;
  readonly timeZone: string;
  readonly packs: readonly Pack[];
  readonly singleOperator: boolean;
  readonly people: readonly PersonDraft[];
  /** Keys of rows. */
  readonly firstFounder: string;
  readonly secondFounder: string;
  readonly nextKey: number;
}

export const emptyDraft = (timeZone: string): HouseDraft => ({
  name: '',
  timeZone,
  packs: [],
  singleOperator: false,
  people: [],
  firstFounder: '',
  secondFounder: '',
  nextKey: 1,
});

export const addPerson = (draft: HouseDraft): HouseDraft => ({
  ...draft,
  people: [...draft.people, { key: String(draft.nextKey), name: '', login: '', posts: [] }],
  nextKey: draft.nextKey + 1,
});

export const changePerson = (draft: HouseDraft, key: string, change: Partial<PersonDraft>): HouseDraft => ({
  ...draft,
  people: draft.people.map((person) => (person.key === key ? { ...person, ...change } : person)),
});

export const removePerson = (draft: HouseDraft, key: string): HouseDraft => ({
  ...draft,
  people: draft.people.filter((person) => person.key !== key),
  firstFounder: draft.firstFounder === key ? '' : draft.firstFounder,
  secondFounder: draft.secondFounder === key ? '' : draft.secondFounder,
});

/** Replaces the people by the usual staffing of the packs chosen; names stay to be filled in. */
export function withUsualStaffing(draft: HouseDraft): HouseDraft {
  const usual = usualStaffing(draft.packs, draft.singleOperator);
  const people = usual.people.map((person, index) => ({ ...person, key: String(draft.nextKey + index) }));
  const keyOf = (login: string): string => people.find((person) => person.login === login)!.key;
  return {
    ...draft,
    people,
    firstFounder: keyOf(usual.firstFounder),
    secondFounder: keyOf(usual.secondFounder),
    nextKey: draft.nextKey + people.length,
  };
}

/** A login that is not typed yet stands for its row; no login holds a blank. */
const loginOf = (person: PersonDraft): string => person.login.trim() || `row ${person.key}`;

export function problemsOfDraft(draft: HouseDraft): readonly StaffingProblem[] {
  const byKey = (key: string): string => {
    const person = draft.people.find((one) => one.key === key);
    return person === undefined ? '' : loginOf(person);
  };
  const found = staffingProblems({
    packs: draft.packs,
    singleOperator: draft.singleOperator,
    people: draft.people.map((person) => ({ name: person.name, login: loginOf(person), posts: person.posts })),
    firstFounder: byKey(draft.firstFounder),
    secondFounder: byKey(draft.secondFounder),
  });
  // Both founders missing is one thing to do, and so is a login used by two.
  const seen = new Set<string>();
  return found.filter((problem) => {
    const same = problem.problem === 'login-twice' ? `twice ${problem.login.toLowerCase()}` : problem.problem;
    if (problem.problem !== 'founders' && problem.problem !== 'login-twice') return true;
    if (seen.has(same)) return false;
    seen.add(same);
    return true;
  });
}

/** By what the person is called while names are missing: name, else login, else the place in the list. */
export function whoIsIn(draft: HouseDraft, place: (position: number) => string): (login: string) => string {
  return (login) => {
    const index = draft.people.findIndex((person) => loginOf(person).toLowerCase() === login.toLowerCase());
    const person = draft.people[index];
    return person?.name.trim() || person?.login.trim() || place(index + 1);
  };
}

/** What is sent, without the token. */
export function documentOf(draft: HouseDraft) {
  const login = (key: string): string => draft.people.find((person) => person.key === key)?.login.trim() ?? '';
  return {
    site: { name: draft.name.trim(), timeZone: draft.timeZone },
    packs: [...draft.packs],
    singleOperator: draft.singleOperator,
    people: draft.people.map(({ name, login: own, posts }) => ({
      name: name.trim(),
      login: own.trim(),
      posts: [...posts],
    })),
    firstFounder: login(draft.firstFounder),
    secondFounder: login(draft.secondFounder),
  };
}
