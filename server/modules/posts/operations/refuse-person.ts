import { refusePerson } from '../../../../shared/contracts/posts/refuse-person.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assignmentsOf, changeAssignment, changePerson } from '../rights.ts';
import { requireMove } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { lockPerson } from '../store.ts';

export const refusePersonOperation = implement(refusePerson, {
  async run(tx, actor, clock, { personId }) {
    const { siteId } = actor;
    const person = await lockPerson(tx, siteId, personId);
    requireMove('person', person.state, 'refused');
    await changePerson(tx, siteId, personId, { state: 'refused' });
    const refused = { state: 'refused', ended_by: actor.personId, ended_at: clock.now() };
    for (const one of await assignmentsOf(tx, siteId, personId))
      await changeAssignment(tx, siteId, one.assignment_id, refused);
    await noteSecurity(tx, clock.now(), eventOf(actor, 'person-refused', { person: personId }));
    return { personId, state: 'refused' as const };
  },
});
