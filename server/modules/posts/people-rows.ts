/** Rows of people with their posts and what the viewer may do about them. */
import type { z } from 'zod';
import { approveAssignment } from '../../../shared/contracts/posts/approve-assignment.ts';
import { approvePerson } from '../../../shared/contracts/posts/approve-person.ts';
import { approveSecretReset } from '../../../shared/contracts/posts/approve-secret-reset.ts';
import { approveSingleOperator } from '../../../shared/contracts/posts/approve-single-operator.ts';
import { assignPost } from '../../../shared/contracts/posts/assign-post.ts';
import { disablePerson } from '../../../shared/contracts/posts/disable-person.ts';
import { endAssignment } from '../../../shared/contracts/posts/end-assignment.ts';
import { endSessions } from '../../../shared/contracts/posts/end-sessions.ts';
import { issueClaimCode } from '../../../shared/contracts/posts/issue-claim-code.ts';
import { proposeSecretReset } from '../../../shared/contracts/posts/propose-secret-reset.ts';
import { refuseAssignment } from '../../../shared/contracts/posts/refuse-assignment.ts';
import { refusePerson } from '../../../shared/contracts/posts/refuse-person.ts';
import { refuseSecretReset } from '../../../shared/contracts/posts/refuse-secret-reset.ts';
import { refuseSingleOperator } from '../../../shared/contracts/posts/refuse-single-operator.ts';
import { renamePerson } from '../../../shared/contracts/posts/rename-person.ts';
import type { personRowSchema } from '../../../shared/posts/person-view.ts';
import type { PostKey } from '../../../shared/posts.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import { mayApprove } from './rules/rights-states.ts';

export type PersonRow = z.output<typeof personRowSchema>;

interface Found {
  readonly person_id: string;
  readonly name: string;
  readonly login: string;
  readonly state: PersonRow['state'];
  readonly posts: PostKey[];
  readonly claimed: boolean;
  readonly totp: boolean;
  readonly awaiting: number;
  readonly proposed_by: string;
  /** Who proposed what would let a code be issued: the last reset, else the person. */
  readonly entry_proposed_by: string;
  readonly proposer: string | null;
  readonly approver: string | null;
}

export interface PeopleFilter {
  readonly siteId: string;
  readonly personId?: string | undefined;
  readonly state?: string | undefined;
  readonly text?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

export async function findPeople(tx: Tx, filter: PeopleFilter): Promise<Found[]> {
  const { siteId, personId = null, state = null, after = null } = filter;
  const text = filter.text === undefined || filter.text === '' ? null : contains(filter.text);
  return tx.many(
    sql<Found>`select p.person_id, p.name, p.login, p.state, p.proposed_by,
      coalesce((select array_agg(a.post order by a.proposed_at, a.assignment_id) from post_assignment a
        where a.site_id = p.site_id and a.person_id = p.person_id
        and a.state = case p.state when 'proposed' then 'proposed' else 'active' end), '{}') as posts,
      c.claimed_at is not null as claimed, c.totp_sealed is not null as totp,
      (select count(*) from post_assignment a where a.site_id = p.site_id and a.person_id = p.person_id
        and a.state = 'proposed')
        + (select count(*) from secret_reset r where r.site_id = p.site_id and r.person_id = p.person_id
          and r.state = 'proposed') as awaiting,
      coalesce((select r.proposed_by from secret_reset r where r.site_id = p.site_id and r.person_id = p.person_id
        and r.state = 'done' order by r.approved_at desc limit 1), p.proposed_by) as entry_proposed_by,
      (select o.name from person o where o.site_id = p.site_id and o.person_id = p.proposed_by) as proposer,
      (select o.name from person o where o.site_id = p.site_id and o.person_id = p.approved_by) as approver
      from person p join credential c on c.site_id = p.site_id and c.person_id = p.person_id
      where p.site_id = ${siteId}
        and (${personId}::uuid is null or p.person_id = ${personId}::uuid)
        and (${state}::text is null or p.state = ${state})
        and (${text}::text is null or p.name ilike ${text} or p.login ilike ${text})
        and (${after}::uuid is null or p.person_id > ${after}::uuid)
      order by p.person_id limit ${filter.limit}`,
  );
}

export function personRow(actor: Actor, row: Found): PersonRow {
  const concerned = row.person_id;
  const other = concerned !== actor.personId;
  const second = (proposedBy: string) => mayApprove({ proposedBy, approver: actor.personId, concerned });
  const [proposed, active] = [row.state === 'proposed', row.state === 'active'];
  return {
    personId: row.person_id,
    name: row.name,
    login: row.login,
    state: row.state,
    posts: row.posts,
    claimed: row.claimed,
    totp: row.totp,
    awaiting: row.awaiting,
    proposedBy: row.proposer ?? '',
    approvedBy: row.approver,
    can: canOf(actor, [
      [approvePerson, proposed && second(row.proposed_by)],
      [refusePerson, proposed],
      [assignPost, active],
      [proposeSecretReset, active && row.claimed],
      [issueClaimCode, active && !row.claimed && second(row.entry_proposed_by)],
      [endSessions, active],
      [renamePerson, active && other],
      [disablePerson, active && other],
    ]),
  };
}

export const assignmentCan = (
  actor: Actor,
  one: { readonly state: string; readonly proposed_by: string; readonly person_id: string },
): string[] =>
  canOf(actor, [
    [
      approveAssignment,
      one.state === 'proposed' &&
        mayApprove({ proposedBy: one.proposed_by, approver: actor.personId, concerned: one.person_id }),
    ],
    [refuseAssignment, one.state === 'proposed'],
    [endAssignment, (one.state === 'active' || one.state === 'proposed') && one.person_id !== actor.personId],
  ]);

export function resetCan(actor: Actor, one: { readonly proposed_by: string; readonly person_id: string }): string[] {
  const other = mayApprove({ proposedBy: one.proposed_by, approver: actor.personId, concerned: one.person_id });
  return canOf(actor, [
    [approveSecretReset, other],
    [refuseSecretReset, other],
  ]);
}

export function modeCan(actor: Actor, proposedBy: string): string[] {
  const other = mayApprove({ proposedBy, approver: actor.personId, concerned: null });
  return canOf(actor, [
    [approveSingleOperator, other],
    [refuseSingleOperator, other],
  ]);
}
