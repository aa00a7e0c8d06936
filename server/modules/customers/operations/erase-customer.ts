import { eraseCustomer as contract } from '../../../../shared/contracts/customers/erase-customer.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { eventOf, noteSecurity } from '../../posts/index.ts';
import { lockWithData } from '../store.ts';

export const eraseCustomer = implement(contract, {
  async run(tx, actor, clock, { customerId, reason }) {
    await lockWithData(tx, actor.siteId, customerId);
    const at = clock.now();
    await tx.run(
      q.deleteFrom('customer_personal').where('site_id', '=', actor.siteId).where('customer_id', '=', customerId),
    );
    await tx.run(
      q
        .updateTable('customer')
        .set({ erased_at: at })
        .where('site_id', '=', actor.siteId)
        .where('customer_id', '=', customerId),
    );
    await noteSecurity(tx, clock.now(), eventOf(actor, 'customer.erase', { customerId, reason }));
    return { customerId };
  },
});
