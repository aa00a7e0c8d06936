import { revealCustomer as contract } from '../../../../shared/contracts/customers/reveal-customer.ts';
import { REVEAL_SECONDS, REVEALS_PER_DAY } from '../../../../shared/customers/view.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { sql } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity } from '../../posts/index.ts';
import { lockWithData } from '../store.ts';

export const revealCustomer = implement(contract, {
  async run(tx, actor, clock, { customerId, reason }) {
    await lockWithData(tx, actor.siteId, customerId);
    const at = clock.now();
    const businessDate = await currentDay(tx, actor.siteId, at);
    const counted = await tx.maybe(
      sql<{ reveals: number }>`insert into customer_reveal_day as d (site_id, person_id, business_date, reveals)
        values (${actor.siteId}, ${actor.personId}, ${businessDate}, 1)
        on conflict (site_id, person_id, business_date) do update set reveals = d.reveals + 1
        where d.reveals < ${REVEALS_PER_DAY} returning reveals`,
    );
    if (counted === undefined) return refuse('customer.reveal_limit', { limit: REVEALS_PER_DAY });
    const revealId = await noteSecurity(tx, clock.now(), eventOf(actor, 'customer.reveal', { customerId, reason }));
    return { revealId, until: addSeconds(at, REVEAL_SECONDS), leftToday: REVEALS_PER_DAY - counted.reveals };
  },
});
