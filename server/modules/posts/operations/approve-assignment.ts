import { approveAssignment } from '../../../../shared/contracts/posts/approve-assignment.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { assignment, assignmentsOf, changeAssignment, personOfAssignment, requireCompatible } from '../rights.ts';
import { requireMove, requireSecondPerson } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { houseOf, lockPerson } from '../store.ts';

export const approveAssignmentOperation = implement(approveAssignment, {
  async run(tx, actor, clock, { assignmentId }) {
    const { siteId } = actor;
    const house = await houseOf(tx, siteId);
    const person = await lockPerson(tx, siteId, await personOfAssignment(tx, siteId, assignmentId));
    const proposed = await assignment(tx, siteId, assignmentId);
    requireMove('assignment', proposed.state, 'active');
    if (person.state !== 'active') refuse('person.not_active');
    requireSecondPerson({
      proposedBy: proposed.proposed_by,
      approver: actor.personId,
      concerned: proposed.person_id,
    });
    const all = await assignmentsOf(tx, siteId, proposed.person_id);
    requireCompatible(
      house,
      all.map((one) => one.post),
    );
    const approved = { state: 'active', approved_by: actor.personId, approved_at: clock.now() };
    await changeAssignment(tx, siteId, assignmentId, approved);
    const detail = { person: proposed.person_id, post: proposed.post };
    await noteSecurity(tx, clock.now(), eventOf(actor, 'post-approved', detail));
    return { assignmentId, state: 'active' as const };
  },
});
