import { endSessions } from '../../../../shared/contracts/posts/end-sessions.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { endSessionsOf } from '../sessions.ts';
import { lockPerson } from '../store.ts';

export const endSessionsOperation = implement(endSessions, {
  async run(tx, actor, clock, { personId }) {
    const { siteId } = actor;
    await lockPerson(tx, siteId, personId);
    const endedSessions = await endSessionsOf(tx, { siteId, personId, but: actor.sessionId }, clock.now());
    await noteSecurity(tx, clock.now(), eventOf(actor, 'sessions-ended', { person: personId, endedSessions }));
    return { endedSessions };
  },
});
