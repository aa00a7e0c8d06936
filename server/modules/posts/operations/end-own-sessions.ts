import { endOwnSessions } from '../../../../shared/contracts/posts/end-own-sessions.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { endSessionsOf } from '../sessions.ts';

export const endOwnSessionsOperation = implement(endOwnSessions, {
  async run(tx, actor, clock) {
    const { siteId, personId, sessionId } = actor;
    const endedSessions = await endSessionsOf(tx, { siteId, personId, but: sessionId }, clock.now());
    await noteSecurity(tx, clock.now(), eventOf(actor, 'own-sessions-ended', { endedSessions }));
    return { endedSessions };
  },
});
