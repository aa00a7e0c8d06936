/** People and their posts, as rows. */
import { POST_KEYS, type PostKey } from '../../../shared/posts.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';

export interface HouseRow {
  readonly site_id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly state: 'founding' | 'open';
  readonly packs: ('vending' | 'service')[];
  readonly single_operator: boolean;
  readonly first_founder: string;
  readonly second_founder: string;
}

/** The house this database belongs to. One process serves one house; the tables would carry several. */
export async function theHouse(tx: Tx): Promise<HouseRow | null> {
  const rows = await tx.prepared<HouseRow>(
    'posts.house',
    `select h.site_id, s.name, s.time_zone, h.state, h.packs, h.single_operator, h.first_founder, h.second_founder
     from house h join site s on s.site_id = h.site_id order by h.founded_at limit 1`,
    [],
  );
  return rows[0] ?? null;
}

export async function houseOf(tx: Tx, siteId: string): Promise<HouseRow> {
  const house = await theHouse(tx);
  if (house === null || house.site_id !== siteId) refuse('house.not_set_up');
  return house;
}

export interface Holder {
  readonly site_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly login: string;
  readonly state: string;
  readonly password_hash: string | null;
  readonly pin_hash: string | null;
  readonly totp_sealed: string | null;
  readonly claimed_at: Instant | null;
}

const HOLDER = sql`select p.site_id, p.person_id, p.name, p.login, p.state, c.password_hash, c.pin_hash, c.totp_sealed,
  c.claimed_at from person p join credential c on c.site_id = p.site_id and c.person_id = p.person_id`;

/** The person with secrets, by login in any case of letters; refused persons have none. */
export const holderByLogin = (tx: Tx, siteId: string, login: string): Promise<Holder | undefined> =>
  tx.maybe(
    sql<Holder>`${HOLDER} where p.site_id = ${siteId} and lower(p.login) = lower(${login}) and p.state <> 'refused'`,
  );

export const holderById = (tx: Tx, siteId: string, personId: string): Promise<Holder | undefined> =>
  tx.maybe(sql<Holder>`${HOLDER} where p.site_id = ${siteId} and p.person_id = ${personId}`);

const ORDER = new Map(POST_KEYS.map((post, index) => [post as string, index]));

/** Active posts of the person, in the order of the list of posts. */
export async function postsOf(tx: Tx, siteId: string, personId: string): Promise<PostKey[]> {
  const rows = await tx.prepared<{ post: PostKey }>(
    'posts.posts-of',
    `select post from post_assignment where site_id = $1 and person_id = $2 and state = 'active'`,
    [siteId, personId],
  );
  return rows.map(({ post }) => post).sort((a, b) => (ORDER.get(a) ?? 0) - (ORDER.get(b) ?? 0));
}

export interface PostHolder {
  readonly personId: string;
  readonly name: string;
}

/** Who holds the post now, longest first. */
export async function postHolders(tx: Tx, siteId: string, post: PostKey): Promise<PostHolder[]> {
  return tx.many(
    q
      .selectFrom('post_assignment as a')
      .innerJoin('person as p', (join) =>
        join.onRef('p.site_id', '=', 'a.site_id').onRef('p.person_id', '=', 'a.person_id'),
      )
      .select(['p.person_id as personId', 'p.name'])
      .where('a.site_id', '=', siteId)
      .where('a.post', '=', post)
      .where('a.state', '=', 'active')
      .where('p.state', '=', 'active')
      .orderBy('a.approved_at')
      .orderBy('a.assignment_id'),
  );
}

/** The person's name; null for the system and for ids of nobody. */
export async function personName(tx: Tx, siteId: string, personId: string): Promise<string | null> {
  const rows = await tx.prepared<{ name: string }>(
    'posts.person-name',
    'select name from person where site_id = $1 and person_id = $2',
    [siteId, personId],
  );
  return rows[0]?.name ?? null;
}

/** Names of many persons at once, by id. */
export async function personNames(
  tx: Tx,
  siteId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.prepared<{ person_id: string; name: string }>(
    'posts.person-names',
    'select person_id, name from person where site_id = $1 and person_id = any($2::uuid[])',
    [siteId, [...new Set(personIds)]],
  );
  return new Map(rows.map((row) => [row.person_id, row.name]));
}

export type Person = Readonly<{ person_id: string; name: string; login: string; state: string; proposed_by: string }>;

/** The person's row, locked: the parent of everything that changes about its posts and secrets. */
export async function lockPerson(tx: Tx, siteId: string, personId: string): Promise<Person> {
  const row = await tx.maybe(
    q
      .selectFrom('person')
      .select(['person_id', 'name', 'login', 'state', 'proposed_by'])
      .where('site_id', '=', siteId)
      .where('person_id', '=', personId)
      .forUpdate(),
  );
  return row ?? refuse('record.not_found');
}
