import { renamePerson } from '../../../../shared/contracts/posts/rename-person.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { changePerson } from '../rights.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { lockPerson } from '../store.ts';

export const renamePersonOperation = implement(renamePerson, {
  async run(tx, actor, clock, { personId, name, reason }) {
    const { siteId } = actor;
    const person = await lockPerson(tx, siteId, personId);
    if (person.state !== 'active') refuse('person.not_active');
    // A name stands on slips and signatures: nobody chooses the own one.
    if (personId === actor.personId) refuse('person.not_alone');
    await changePerson(tx, siteId, personId, { name });
    const detail = { person: personId, before: person.name, name, reason };
    await noteSecurity(tx, clock.now(), eventOf(actor, 'person-renamed', detail));
    return { personId, name };
  },
});
