import { approveSingleOperator } from '../../../../shared/contracts/posts/approve-single-operator.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireMove, requireSecondPerson } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';

/** Who is clerk and cashier at once, and could not stay so without the mode. */
const holderOfBoth = (tx: Tx, siteId: string) =>
  tx.many(
    sql<{ name: string }>`select p.name from person p where p.site_id = ${siteId} and 2 = (
      select count(*) from post_assignment a where a.site_id = p.site_id and a.person_id = p.person_id
      and a.state in ('proposed', 'active') and a.post in ('vending-clerk', 'cashier'))`,
  );

export const approveSingleOperatorOperation = implement(approveSingleOperator, {
  async run(tx, actor, clock, { changeId }) {
    const { siteId } = actor;
    await tx.one(q.selectFrom('house').select('site_id').where('site_id', '=', siteId).forUpdate());
    const change = await tx.maybe(
      q
        .selectFrom('single_operator_change')
        .select(['wanted', 'state', 'proposed_by'])
        .where('site_id', '=', siteId)
        .where('change_id', '=', changeId)
        .forUpdate(),
    );
    if (change === undefined) refuse('record.not_found');
    requireMove('proposal', change.state, 'done');
    requireSecondPerson({ proposedBy: change.proposed_by, approver: actor.personId, concerned: null });
    const [both] = change.wanted ? [] : await holderOfBoth(tx, siteId);
    if (both !== undefined) refuse('single_operator.held_by_one', { name: both.name });
    await tx.keep(
      'single_operator_change',
      q
        .updateTable('single_operator_change')
        .set({ state: 'done', approved_by: actor.personId, approved_at: clock.now() })
        .where('site_id', '=', siteId)
        .where('change_id', '=', changeId)
        .returningAll(),
    );
    await tx.keep(
      'house',
      q.updateTable('house').set({ single_operator: change.wanted }).where('site_id', '=', siteId).returningAll(),
    );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'single-operator-approved', { wanted: change.wanted }));
    return { changeId, singleOperator: change.wanted };
  },
});
