/** Wrong tries no longer count after an hour; a day later they are forgotten. The security log keeps what happened. */
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Job } from '../../../platform/operations/implement.ts';

export const forgetAttempts: Job = {
  name: 'posts.forget-attempts',
  cron: '17 * * * *',
  async run(tx, actor, clock) {
    await tx.run(
      q
        .deleteFrom('secret_attempt')
        .where('site_id', '=', actor.siteId)
        .where('at', '<', addSeconds(clock.now(), -86_400)),
    );
  },
};
