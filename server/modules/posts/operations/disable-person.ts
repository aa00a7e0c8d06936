import { disablePerson } from '../../../../shared/contracts/posts/disable-person.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { assignmentsOf, changeAssignment, changePerson } from '../rights.ts';
import { requireMove } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { endSessionsOf } from '../sessions.ts';
import { lockPerson } from '../store.ts';

export const disablePersonOperation = implement(disablePerson, {
  async run(tx, actor, clock, { personId }) {
    const { siteId } = actor;
    const person = await lockPerson(tx, siteId, personId);
    requireMove('person', person.state, 'left');
    if (personId === actor.personId) refuse('person.not_alone');
    const now = clock.now();
    await changePerson(tx, siteId, personId, { state: 'left', left_at: now });
    // A post that was only proposed was never held: it is refused, not ended.
    for (const { assignment_id: id, state } of await assignmentsOf(tx, siteId, personId))
      await changeAssignment(tx, siteId, id, {
        state: state === 'proposed' ? 'refused' : 'ended',
        ended_by: actor.personId,
        ended_at: now,
      });
    const endedSessions = await endSessionsOf(tx, { siteId, personId }, now);
    await noteSecurity(tx, clock.now(), eventOf(actor, 'person-disabled', { person: personId, endedSessions }));
    return { personId, state: 'left' as const, endedSessions };
  },
});
