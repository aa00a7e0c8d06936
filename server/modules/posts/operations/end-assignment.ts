import { endAssignment } from '../../../../shared/contracts/posts/end-assignment.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { assignment, changeAssignment, personOfAssignment } from '../rights.ts';
import { requireMove } from '../rules/rights-states.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { lockPerson } from '../store.ts';

export const endAssignmentOperation = implement(endAssignment, {
  async run(tx, actor, clock, { assignmentId }) {
    const { siteId } = actor;
    await lockPerson(tx, siteId, await personOfAssignment(tx, siteId, assignmentId));
    const held = await assignment(tx, siteId, assignmentId);
    requireMove('assignment', held.state, 'ended');
    // Nobody leaves a post behind alone: who holds it must not be the one who decides that it is over.
    if (held.person_id === actor.personId) refuse('person.not_alone');
    const ended = { state: 'ended', ended_by: actor.personId, ended_at: clock.now() };
    await changeAssignment(tx, siteId, assignmentId, ended);
    await noteSecurity(tx, clock.now(), eventOf(actor, 'post-ended', { person: held.person_id, post: held.post }));
    return { assignmentId, state: 'ended' as const };
  },
});
