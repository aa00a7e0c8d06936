/** Posts given to persons, for the next slip: each is printed on exactly one. */
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';

/** In force now or once, and on no slip yet; oldest first. A post that touches no money needs no second person. */
export const rightsNotPrinted = (tx: Tx, siteId: string): Promise<SlipContent['rights']> =>
  tx.many(
    sql<SlipContent['rights'][number]>`select a.assignment_id as "assignmentId", p.name as "personName", a.post,
        coalesce(b.name, '') as "approvedByName", coalesce(a.approved_at, a.proposed_at) as "approvedAt"
      from post_assignment a
      join person p on p.site_id = a.site_id and p.person_id = a.person_id
      left join person b on b.site_id = a.site_id and b.person_id = a.approved_by
      where a.site_id = ${siteId} and (a.approved_by is not null or a.state in ('active', 'ended'))
        and not exists (select 1 from daily_slip_right r
          where r.site_id = a.site_id and r.assignment_id = a.assignment_id)
      order by "approvedAt", a.assignment_id`,
  );

export async function keepRights(tx: Tx, siteId: string, slipId: string, assignmentIds: readonly string[]) {
  if (assignmentIds.length === 0) return;
  await tx.keep(
    'daily_slip_right',
    q
      .insertInto('daily_slip_right')
      .values(assignmentIds.map((id) => ({ site_id: siteId, assignment_id: id, slip_id: slipId })))
      .returningAll(),
  );
}
