/** How many rights wait for a second person whom the viewer can be: not the proposer, not the person concerned. */
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

export interface RightsWaiting {
  /** Persons, each with the posts proposed along. */
  readonly persons: number;
  /** Posts of persons who are here already, resets, and a change of mode. */
  readonly others: number;
}

export const rightsToApprove = (tx: Tx, { siteId, personId }: Actor): Promise<RightsWaiting> =>
  tx.one(
    sql<RightsWaiting>`select
      (select count(*) from person p
        where p.site_id = ${siteId} and p.state = 'proposed' and ${personId} not in (p.proposed_by, p.person_id))
        as persons,
      (select count(*) from post_assignment a
        join person p on p.site_id = a.site_id and p.person_id = a.person_id and p.state = 'active'
        where a.site_id = ${siteId} and a.state = 'proposed' and ${personId} not in (a.proposed_by, a.person_id))
      + (select count(*) from secret_reset r
        where r.site_id = ${siteId} and r.state = 'proposed' and ${personId} not in (r.proposed_by, r.person_id))
      + (select count(*) from single_operator_change c
        where c.site_id = ${siteId} and c.state = 'proposed' and c.proposed_by <> ${personId}) as others`,
  );
