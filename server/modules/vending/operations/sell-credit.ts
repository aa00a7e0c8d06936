/** The sale at the counter: the clerk who holds a drawer takes the money. */
import { sellCredit as contract } from '../../../../shared/contracts/vending/sell-credit.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireTerminal } from '../../devices/index.ts';
import { callDriver, type DeliveryOutcome } from '../../metering/index.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import type { DeliveryTicket } from '../deliver.ts';
import { sellableMeter } from '../prepare-sale.ts';
import { requireSoldHere } from '../store/sale-posts.ts';
import { settleSale, takeSale } from '../take-sale.ts';

export const sellCredit = implement<typeof contract, DeliveryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, input) {
    const now = clock.now();
    const { meterId, tenders, expectedTotalFen, priceVersionId, confirmFen } = input;
    // What does not wait for each other's answer is asked together; the order of the locks stays as it is written.
    const [, drawer, meter] = await Promise.all([
      requireSoldHere(tx, actor.siteId),
      requireOpenDrawer(tx, actor, now),
      sellableMeter(tx, actor.siteId, { meterId, lock: true }),
      requireTerminal(tx, actor),
    ]);
    return takeSale(tx, actor, {
      drawer,
      meter,
      wanted: input,
      tenders,
      expectedTotalFen,
      priceVersionId,
      confirmFen,
      now,
    });
  },
  call: (ticket, outside) => callDriver(outside, ticket.delivery, (driver) => driver.deliver(ticket.request)),
  settle: settleSale,
});
