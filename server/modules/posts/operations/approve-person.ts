import { approvePerson } from '../../../../shared/contracts/posts/approve-person.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assignmentsOf, changeAssignment, changePerson, requireCompatible } from '../rights.ts';
import { requireMove, requireSecondPerson } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { houseOf, lockPerson } from '../store.ts';

export const approvePersonOperation = implement(approvePerson, {
  async run(tx, actor, clock, { personId }) {
    const { siteId } = actor;
    const house = await houseOf(tx, siteId);
    const person = await lockPerson(tx, siteId, personId);
    requireMove('person', person.state, 'active');
    requireSecondPerson({ proposedBy: person.proposed_by, approver: actor.personId, concerned: personId });
    const proposed = await assignmentsOf(tx, siteId, personId);
    requireCompatible(
      house,
      proposed.map((one) => one.post),
    );
    const approved = { state: 'active', approved_by: actor.personId, approved_at: clock.now() };
    await changePerson(tx, siteId, personId, approved);
    for (const one of proposed) await changeAssignment(tx, siteId, one.assignment_id, approved);
    const posts = proposed.map((one) => one.post);
    await noteSecurity(tx, clock.now(), eventOf(actor, 'person-approved', { person: personId, posts }));
    return { personId, state: 'active' as const };
  },
});
