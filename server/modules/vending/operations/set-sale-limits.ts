import { setSaleLimits as contract } from '../../../../shared/contracts/vending/set-sale-limits.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

/** Versions, never edited: the latest one counts. */
export const setSaleLimits = implement(contract, {
  async run(tx, actor, clock, { reason, ...limits }) {
    const { lowestFen, highestFen, retypeFen, timesUsual } = limits;
    if (lowestFen > highestFen || lowestFen > retypeFen) refuse('limits.illogical');
    await tx.keep(
      'sale_limit',
      q
        .insertInto('sale_limit')
        .values({
          site_id: actor.siteId,
          version: await nextNumber(tx, actor.siteId, 'sale-limit'),
          lowest_fen: lowestFen,
          highest_fen: highestFen,
          retype_fen: retypeFen,
          times_usual: timesUsual,
          reason,
          at: clock.now(),
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    return limits;
  },
});
