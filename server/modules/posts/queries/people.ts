/** Lists of people, one person, and colleagues. */
import { colleagues } from '../../../../shared/contracts/posts/colleagues.ts';
import { people } from '../../../../shared/contracts/posts/people.ts';
import { person } from '../../../../shared/contracts/posts/person.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { answer, type Query } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { assignmentCan, findPeople, modeCan, personRow, resetCan } from '../people-rows.ts';
import { personName } from '../store.ts';

async function openModeChange(tx: Tx, actor: Actor) {
  const row = await tx.maybe(
    q
      .selectFrom('single_operator_change')
      .select(['change_id', 'wanted', 'reason', 'proposed_by'])
      .where('site_id', '=', actor.siteId)
      .where('state', '=', 'proposed'),
  );
  if (row === undefined) return null;
  return {
    changeId: row.change_id,
    wanted: row.wanted,
    reason: row.reason,
    proposedBy: (await personName(tx, actor.siteId, row.proposed_by)) ?? '',
    can: modeCan(actor, row.proposed_by),
  };
}

const peopleQuery = answer(people, async (tx, actor, _clock, input) => {
  const found = await findPeople(tx, { ...input, siteId: actor.siteId, limit: input.limit + 1 });
  const rows = found.slice(0, input.limit).map((row) => personRow(actor, row));
  return {
    rows,
    next: found.length > input.limit ? rows.at(-1)?.personId : undefined,
    singleOperatorChange: await openModeChange(tx, actor),
  };
});

interface AssignmentRow {
  readonly assignment_id: string;
  readonly person_id: string;
  readonly post: PostKey;
  readonly state: 'proposed' | 'active' | 'refused' | 'ended';
  readonly proposed_by: string;
  readonly proposer: string | null;
  readonly approver: string | null;
  readonly approved_at: Instant | null;
}

const assignmentRows = (tx: Tx, siteId: string, personId: string): Promise<AssignmentRow[]> =>
  tx.many(
    sql<AssignmentRow>`select a.assignment_id, a.person_id, a.post, a.state, a.proposed_by, a.approved_at,
      (select o.name from person o where o.site_id = a.site_id and o.person_id = a.proposed_by) as proposer,
      (select o.name from person o where o.site_id = a.site_id and o.person_id = a.approved_by) as approver
      from post_assignment a where a.site_id = ${siteId} and a.person_id = ${personId}
      order by a.proposed_at desc, a.assignment_id desc limit 200`,
  );

async function openReset(tx: Tx, actor: Actor, personId: string) {
  const row = await tx.maybe(
    q
      .selectFrom('secret_reset')
      .select(['reset_id', 'reason', 'proposed_by', 'person_id'])
      .where('site_id', '=', actor.siteId)
      .where('person_id', '=', personId)
      .where('state', '=', 'proposed'),
  );
  if (row === undefined) return null;
  const proposedBy = (await personName(tx, actor.siteId, row.proposed_by)) ?? '';
  return { resetId: row.reset_id, reason: row.reason, proposedBy, can: resetCan(actor, row) };
}

const personQuery = answer(person, async (tx, actor, _clock, { personId }) => {
  const { siteId } = actor;
  const [found] = await findPeople(tx, { siteId, personId, limit: 1 });
  if (found === undefined) refuse('record.not_found');
  const assignments = await assignmentRows(tx, siteId, personId);
  const sessions = await tx.one(
    sql<{ open: number; seen: Instant | null }>`select count(*) filter (where ended_at is null) as open,
      max(last_seen_at) as seen from session where site_id = ${siteId} and person_id = ${personId}`,
  );
  return {
    ...personRow(actor, found),
    assignments: assignments.map((one) => ({
      assignmentId: one.assignment_id,
      post: one.post,
      state: one.state,
      proposedBy: one.proposer ?? '',
      approvedBy: one.approver,
      approvedAt: one.approved_at,
      can: assignmentCan(actor, one),
    })),
    openReset: await openReset(tx, actor, personId),
    openSessions: sessions.open,
    lastSeenAt: sessions.seen,
  };
});

const colleaguesQuery = answer(colleagues, async (tx, actor, _clock, { post }) => {
  const found = await findPeople(tx, { siteId: actor.siteId, state: 'active', limit: 200 });
  const rows = found
    .filter((row) => post === undefined || row.posts.includes(post))
    .map(({ person_id, name, login, posts }) => ({ personId: person_id, name, login, posts }));
  return { rows };
});

export const peopleQueries: readonly Query[] = [peopleQuery, personQuery, colleaguesQuery];
