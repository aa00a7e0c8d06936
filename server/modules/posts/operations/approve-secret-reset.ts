import { approveSecretReset } from '../../../../shared/contracts/posts/approve-secret-reset.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireMove, requireSecondPerson } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { endSessionsOf } from '../sessions.ts';

export const approveSecretResetOperation = implement(approveSecretReset, {
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
    requireMove('proposal', reset.state, 'done');
    const personId = reset.person_id;
    requireSecondPerson({ proposedBy: reset.proposed_by, approver: actor.personId, concerned: personId });
    const now = clock.now();
    await tx.keep(
      'secret_reset',
      q
        .updateTable('secret_reset')
        .set({ state: 'done', approved_by: actor.personId, approved_at: now })
        .where('site_id', '=', siteId)
        .where('reset_id', '=', resetId)
        .returningAll(),
    );
    await tx.run(
      q
        .updateTable('credential')
        .set({
          password_hash: null,
          pin_hash: null,
          totp_sealed: null,
          totp_pending_sealed: null,
          claimed_at: null,
        })
        .where('site_id', '=', siteId)
        .where('person_id', '=', personId),
    );
    await endSessionsOf(tx, { siteId, personId }, now);
    await noteSecurity(tx, clock.now(), eventOf(actor, 'reset-approved', { person: personId }));
    return { resetId, personId, state: 'done' as const };
  },
});
