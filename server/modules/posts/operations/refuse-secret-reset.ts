import { refuseSecretReset } from '../../../../shared/contracts/posts/refuse-secret-reset.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireMove, requireSecondPerson } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';

/** `approved_by` is whoever decided: here, against it. */
export const refuseSecretResetOperation = implement(refuseSecretReset, {
  async run(tx, actor, clock, { resetId }) {
    const { siteId } = actor;
    const reset = await tx.maybe(
      q
        .selectFrom('secret_reset')
        .select(['person_id', 'state', 'proposed_by'])
        .where('site_id', '=', siteId)
        .where('reset_id', '=', resetId)
        .forUpdate(),
    );
    if (reset === undefined) refuse('record.not_found');
    requireMove('proposal', reset.state, 'refused');
    const concerned = reset.person_id;
    requireSecondPerson({ proposedBy: reset.proposed_by, approver: actor.personId, concerned });
    await tx.keep(
      'secret_reset',
      q
        .updateTable('secret_reset')
        .set({ state: 'refused', approved_by: actor.personId, approved_at: clock.now() })
        .where('site_id', '=', siteId)
        .where('reset_id', '=', resetId)
        .returningAll(),
    );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'reset-refused', { person: concerned }));
    return { resetId, state: 'refused' as const };
  },
});
