import { refuseAssignment } from '../../../../shared/contracts/posts/refuse-assignment.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assignment, changeAssignment, personOfAssignment } from '../rights.ts';
import { requireMove } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { lockPerson } from '../store.ts';

export const refuseAssignmentOperation = implement(refuseAssignment, {
  async run(tx, actor, clock, { assignmentId }) {
    const { siteId } = actor;
    await lockPerson(tx, siteId, await personOfAssignment(tx, siteId, assignmentId));
    const proposed = await assignment(tx, siteId, assignmentId);
    requireMove('assignment', proposed.state, 'refused');
    const refused = { state: 'refused', ended_by: actor.personId, ended_at: clock.now() };
    await changeAssignment(tx, siteId, assignmentId, refused);
    const detail = { person: proposed.person_id, post: proposed.post };
    await noteSecurity(tx, clock.now(), eventOf(actor, 'post-refused', detail));
    return { assignmentId, state: 'refused' as const };
  },
});
