import { proposePerson } from '../../../../shared/contracts/posts/propose-person.ts';
import { touchesMoney } from '../../../../shared/never-one-person.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireCompatible } from '../rights.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { holderByLogin, houseOf } from '../store.ts';

export const proposePersonOperation = implement(proposePerson, {
  async run(tx, actor, clock, { name, login, posts }) {
    const { siteId } = actor;
    const house = await houseOf(tx, siteId);
    const wanted = [...new Set(posts)];
    requireCompatible(house, wanted);
    if ((await holderByLogin(tx, siteId, login)) !== undefined) refuse('login.taken', { login });
    const personId = newId();
    const common = {
      site_id: siteId,
      person_id: personId,
      state: 'proposed',
      proposed_by: actor.personId,
      proposed_at: clock.now(),
    };
    const person = await tx.keep(
      'person',
      q
        .insertInto('person')
        .values({ ...common, name, login })
        .onConflict((on) => on.doNothing())
        .returningAll(),
    );
    if (person.length === 0) refuse('login.taken', { login });
    await tx.run(q.insertInto('credential').values({ site_id: siteId, person_id: personId }));
    for (const post of wanted)
      await tx.keep(
        'post_assignment',
        q
          .insertInto('post_assignment')
          .values({ ...common, assignment_id: newId(), post, touching: touchesMoney(post) })
          .returningAll(),
      );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'person-proposed', { person: personId, posts: wanted }));
    return { personId };
  },
});
