import { assignPost } from '../../../../shared/contracts/posts/assign-post.ts';
import { touchesMoney } from '../../../../shared/never-one-person.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { assignmentsOf, requireCompatible } from '../rights.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { houseOf, lockPerson } from '../store.ts';

export const assignPostOperation = implement(assignPost, {
  async run(tx, actor, clock, { personId, post }) {
    const { siteId } = actor;
    const house = await houseOf(tx, siteId);
    const person = await lockPerson(tx, siteId, personId);
    if (person.state !== 'active') refuse('person.not_active');
    const held = (await assignmentsOf(tx, siteId, personId)).map((one) => one.post);
    if (held.includes(post)) refuse('post.held_already');
    requireCompatible(house, [...held, post]);
    const touching = touchesMoney(post);
    const state = touching ? ('proposed' as const) : ('active' as const);
    const assignmentId = newId();
    await tx.keep(
      'post_assignment',
      q
        .insertInto('post_assignment')
        .values({
          site_id: siteId,
          assignment_id: assignmentId,
          person_id: personId,
          post,
          state,
          touching,
          proposed_by: actor.personId,
          proposed_at: clock.now(),
        })
        .returningAll(),
    );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'post-proposed', { person: personId, post, state }));
    return { assignmentId, state };
  },
});
