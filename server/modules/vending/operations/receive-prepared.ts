/**
 * The cash window takes the money for a prepared sale: the same sale as at the counter, in the cashier's drawer, at the
 * price in force now. The credit goes to the counter where the clerk prepared it.
 */
import { receivePrepared as contract } from '../../../../shared/contracts/vending/receive-prepared.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireTerminal } from '../../devices/index.ts';
import { callDriver, type DeliveryOutcome } from '../../metering/index.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import type { DeliveryTicket } from '../deliver.ts';
import { sellableMeter } from '../prepare-sale.ts';
import { wantedOf } from '../prepared-view.ts';
import { requireWaiting } from '../rules/prepared-states.ts';
import { lockPrepared } from '../store/prepared.ts';
import { salePostsOf } from '../store/sale-posts.ts';
import { settleSale, takeSale } from '../take-sale.ts';

export const receivePrepared = implement<typeof contract, DeliveryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const now = clock.now();
    const { preparedId, tenders, expectedTotalFen, priceVersionId, confirmFen } = input;
    // Locks in this order: session, ticket, meter, account.
    const [drawer, ticket, posts] = await Promise.all([
      requireOpenDrawer(tx, actor, now),
      lockPrepared(tx, siteId, preparedId),
      salePostsOf(tx, siteId),
      requireTerminal(tx, actor),
    ]);
    requireWaiting(ticket, now, drawer.businessDate);
    if (!posts.singleOperator) requireDifferentPersons('prepare-receive', ticket.person_id, personId);
    const meter = await sellableMeter(tx, siteId, { meterId: ticket.meter_id, lock: true });
    if (meter.account.accountId !== ticket.account_id)
      refuse('prepared.household_left', { ticket: ticket.ticket_no, meterNo: meter.meterNo });
    const wanted = wantedOf(ticket);
    return takeSale(tx, actor, {
      drawer,
      meter,
      wanted,
      tenders,
      expectedTotalFen,
      priceVersionId,
      confirmFen,
      ticket,
      now,
    });
  },
  call: (ticket, outside) => callDriver(outside, ticket.delivery, (driver) => driver.deliver(ticket.request)),
  settle: settleSale,
});
