/**
 * Whether a founding document may stand: every person has a post, no person holds two that exclude each other, the
 * posts a house cannot do without are filled. Pure, so that the wizard shows while typing what the server will say.
 */
import { conflictsWithin, type HouseMode, type PairKey } from '../never-one-person.ts';
import { type Pack, POSTS, type PostKey } from '../posts.ts';

export interface FoundingPerson {
  readonly name: string;
  readonly login: string;
  readonly posts: readonly PostKey[];
}

export interface FoundingHouse extends HouseMode {
  readonly packs: readonly Pack[];
  readonly people: readonly FoundingPerson[];
  /** Logins of the two who answer for the document. */
  readonly firstFounder: string;
  readonly secondFounder: string;
}

export type StaffingProblem =
  | { readonly problem: 'too-few'; readonly needed: number; readonly given: number }
  | { readonly problem: 'login-twice'; readonly login: string }
  | { readonly problem: 'no-post'; readonly login: string }
  | { readonly problem: 'post-of-no-pack'; readonly login: string; readonly post: PostKey }
  | { readonly problem: 'post-unfilled'; readonly post: PostKey }
  | { readonly problem: 'never-one-person'; readonly login: string; readonly pair: PairKey; readonly posts: PostKey[] }
  | { readonly problem: 'founders'; readonly login: string }
  | { readonly problem: 'single-operator-without'; readonly post: PostKey };

/** The posts without which a pack's day cannot be closed by the rules. */
const NEEDED: Readonly<Record<Pack, readonly PostKey[]>> = {
  vending: [
    'vending-clerk',
    'cashier',
    'vending-supervisor',
    'funds-administrator',
    'price-approver',
    'finance',
    'vending-technician',
    'system-administrator',
  ],
  service: [
    'service-manager',
    'service-advisor',
    'settlement-cashier',
    'workshop-supervisor',
    'quality-inspector',
    'parts-keeper',
    'price-approver',
    'finance',
    'system-administrator',
  ],
};

/** Clerk · cashier · supervisor · funds with prices and accounts · technician with system; one fewer by one operator. */
const fewest = (house: FoundingHouse): number => (house.packs.includes('vending') ? (house.singleOperator ? 4 : 5) : 4);

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function personProblems(house: FoundingHouse, person: FoundingPerson): StaffingProblem[] {
  const { login, posts } = person;
  const foreign = posts.filter((post) => !POSTS[post].packs.some((pack) => house.packs.includes(pack)));
  return [
    ...(posts.length === 0 ? [{ problem: 'no-post' as const, login }] : []),
    ...(house.people.filter((other) => same(other.login, login)).length > 1
      ? [{ problem: 'login-twice' as const, login }]
      : []),
    ...foreign.map((post) => ({ problem: 'post-of-no-pack' as const, login, post })),
    ...conflictsWithin(posts, house).map((found) => ({ problem: 'never-one-person' as const, login, ...found })),
  ];
}

function founderProblems({ people, firstFounder, secondFounder }: FoundingHouse): StaffingProblem[] {
  const unknown = [firstFounder, secondFounder].filter((login) => !people.some((person) => same(person.login, login)));
  const one = same(firstFounder, secondFounder) ? [secondFounder] : [];
  return [...unknown, ...one].map((login) => ({ problem: 'founders', login }));
}

function modeProblems(house: FoundingHouse): StaffingProblem[] {
  if (!house.singleOperator) return [];
  if (!house.packs.includes('vending')) return [{ problem: 'single-operator-without', post: 'vending-clerk' }];
  const both = house.people.some(({ posts }) => posts.includes('vending-clerk') && posts.includes('cashier'));
  return both ? [] : [{ problem: 'single-operator-without', post: 'cashier' }];
}

/** Everything that is wrong, at once; empty when the house may be founded. */
export function staffingProblems(house: FoundingHouse): StaffingProblem[] {
  const filled = new Set(house.people.flatMap((person) => person.posts));
  const needed = new Set(house.packs.flatMap((pack) => NEEDED[pack]));
  const given = house.people.length;
  return [
    ...(given < fewest(house) ? [{ problem: 'too-few' as const, needed: fewest(house), given }] : []),
    ...house.people.flatMap((person) => personProblems(house, person)),
    ...[...needed].filter((post) => !filled.has(post)).map((post) => ({ problem: 'post-unfilled' as const, post })),
    ...founderProblems(house),
    ...modeProblems(house),
  ];
}
