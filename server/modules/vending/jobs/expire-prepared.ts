/** Every minute: ends prepared sales whose time or business day is over. They may not be paid any more before that. */
import { currentDay } from '../../../platform/chain/day.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { expiryOf } from '../rules/prepared-states.ts';
import { endPrepared, lockOver } from '../store/prepared.ts';

export const expirePrepared: Job = {
  name: 'vending.expire-prepared',
  cron: '* * * * *',
  async run(tx, actor, clock) {
    const now = clock.now();
    const today = await currentDay(tx, actor.siteId, now);
    for (const ticket of await lockOver(tx, actor.siteId, { now, today })) {
      const expiredBy = expiryOf(ticket, now, today);
      if (expiredBy !== null) await endPrepared(tx, actor, ticket, { state: 'expired', expiredBy, now });
    }
  },
};
