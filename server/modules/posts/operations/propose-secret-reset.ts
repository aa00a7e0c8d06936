import { proposeSecretReset } from '../../../../shared/contracts/posts/propose-secret-reset.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { lockPerson } from '../store.ts';

export const proposeSecretResetOperation = implement(proposeSecretReset, {
  async run(tx, actor, clock, { personId, reason }) {
    const { siteId } = actor;
    const person = await lockPerson(tx, siteId, personId);
    if (person.state !== 'active') refuse('person.not_active');
    const resetId = newId();
    const written = await tx.keep(
      'secret_reset',
      q
        .insertInto('secret_reset')
        .values({
          site_id: siteId,
          reset_id: resetId,
          person_id: personId,
          reason,
          state: 'proposed',
          proposed_by: actor.personId,
          proposed_at: clock.now(),
        })
        .onConflict((on) => on.doNothing())
        .returningAll(),
    );
    if (written.length === 0) refuse('reset.open_already');
    await noteSecurity(tx, clock.now(), eventOf(actor, 'reset-proposed', { person: personId }));
    return { resetId };
  },
});
