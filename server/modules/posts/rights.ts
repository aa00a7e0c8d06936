/** Assignments of posts as rows, and the check that no person comes to hold two that exclude each other. */
import { postsConflict } from '../../../shared/never-one-person.ts';
import { POSTS, type PostKey } from '../../../shared/posts.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { pairTitle } from './different-persons.ts';
import type { HouseRow } from './store.ts';

export interface Assignment {
  readonly assignment_id: string;
  readonly person_id: string;
  readonly post: PostKey;
  readonly state: string;
  readonly proposed_by: string;
}

const COLUMNS = ['assignment_id', 'person_id', 'post', 'state', 'proposed_by'] as const;

/** The assignment's person, to be locked before the assignment is read for deciding. */
export async function personOfAssignment(tx: Tx, siteId: string, assignmentId: string): Promise<string> {
  const row = await tx.maybe(
    q
      .selectFrom('post_assignment')
      .select('person_id')
      .where('site_id', '=', siteId)
      .where('assignment_id', '=', assignmentId),
  );
  return row?.person_id ?? refuse('record.not_found');
}

export async function assignment(tx: Tx, siteId: string, assignmentId: string): Promise<Assignment> {
  const row = await tx.one(
    q
      .selectFrom('post_assignment')
      .select(COLUMNS)
      .where('site_id', '=', siteId)
      .where('assignment_id', '=', assignmentId),
  );
  return row as Assignment;
}

/** Proposed and active assignments of the person. */
export async function assignmentsOf(tx: Tx, siteId: string, personId: string): Promise<Assignment[]> {
  const rows = await tx.many(
    q
      .selectFrom('post_assignment')
      .select(COLUMNS)
      .where('site_id', '=', siteId)
      .where('person_id', '=', personId)
      .where('state', 'in', ['proposed', 'active'])
      .orderBy('proposed_at')
      .orderBy('assignment_id'),
  );
  return rows as Assignment[];
}

/** Refuses a set of posts that one person may not hold in this house. */
export function requireCompatible(house: HouseRow, posts: readonly PostKey[]): void {
  for (const post of posts)
    if (!POSTS[post].packs.some((pack) => house.packs.includes(pack))) refuse('post.of_no_pack', { post });
  for (const [index, a] of posts.entries())
    for (const b of posts.slice(index + 1)) {
      const pair = postsConflict(a, b, { singleOperator: house.single_operator });
      if (pair !== null) refuse('person.must_differ', { pair: pairTitle(pair), key: pair, posts: [a, b] });
    }
}

export const changeAssignment = (
  tx: Tx,
  siteId: string,
  assignmentId: string,
  change: Readonly<Record<string, string>>,
): Promise<unknown> =>
  tx.keep(
    'post_assignment',
    q
      .updateTable('post_assignment')
      .set(change)
      .where('site_id', '=', siteId)
      .where('assignment_id', '=', assignmentId)
      .returningAll(),
  );

export const changePerson = (
  tx: Tx,
  siteId: string,
  personId: string,
  change: Readonly<Record<string, string>>,
): Promise<unknown> =>
  tx.keep(
    'person',
    q.updateTable('person').set(change).where('site_id', '=', siteId).where('person_id', '=', personId).returningAll(),
  );

export interface NewRight {
  readonly name: string;
  readonly post: PostKey;
  readonly approvedBy: string | null;
  readonly at: Instant;
}

/** Posts given in [from, to), for the next slip: who stands beside the money is printed where both sign. */
export const newRights = (
  tx: Tx,
  siteId: string,
  span: { readonly from: Instant; readonly to: Instant },
): Promise<NewRight[]> =>
  tx.many(
    sql<NewRight>`select p.name, a.post, o.name as "approvedBy", coalesce(a.approved_at, a.proposed_at) as at
      from post_assignment a join person p on p.site_id = a.site_id and p.person_id = a.person_id
      left join person o on o.site_id = a.site_id and o.person_id = a.approved_by
      where a.site_id = ${siteId} and (a.approved_by is not null or a.state in ('active', 'ended'))
        and coalesce(a.approved_at, a.proposed_at) >= ${span.from}
        and coalesce(a.approved_at, a.proposed_at) < ${span.to}
      order by at, p.name, a.post`,
  );
