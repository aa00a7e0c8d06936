import { refuseSingleOperator } from '../../../../shared/contracts/posts/refuse-single-operator.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireMove, requireSecondPerson } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';

/** `approved_by` is whoever decided: here, against it. */
export const refuseSingleOperatorOperation = implement(refuseSingleOperator, {
  async run(tx, actor, clock, { changeId }) {
    const { siteId } = actor;
    const change = await tx.maybe(
      q
        .selectFrom('single_operator_change')
        .select(['wanted', 'state', 'proposed_by'])
        .where('site_id', '=', siteId)
        .where('change_id', '=', changeId)
        .forUpdate(),
    );
    if (change === undefined) refuse('record.not_found');
    requireMove('proposal', change.state, 'refused');
    requireSecondPerson({ proposedBy: change.proposed_by, approver: actor.personId, concerned: null });
    await tx.keep(
      'single_operator_change',
      q
        .updateTable('single_operator_change')
        .set({ state: 'refused', approved_by: actor.personId, approved_at: clock.now() })
        .where('site_id', '=', siteId)
        .where('change_id', '=', changeId)
        .returningAll(),
    );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'single-operator-refused', { wanted: change.wanted }));
    return { changeId, state: 'refused' as const };
  },
});
