/** Paid, and known not to have arrived: a new attempt with the same purchase count. No money moves. */
import { deliverAgain as contract } from '../../../../shared/contracts/vending/deliver-again.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import {
  callDriver,
  type DeliveryOutcome,
  lockMeterForSale,
  requireDeliverable,
  requireSellable,
} from '../../metering/index.ts';
import { type DeliveryTicket, deliverHere, newAttempt, postDelivered, settleAttempt, ticketOf } from '../deliver.ts';
import { loadSale } from '../load-sale.ts';
import { reversalOfSale } from '../store/reversals.ts';
import { insertAttempt, lastAttempt, lockSale, moveSale } from '../store/sales.ts';

export const deliverAgain = implement<typeof contract, DeliveryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, { saleId }) {
    const { siteId, personId } = actor;
    const now = clock.now();
    const sale = await lockSale(tx, siteId, saleId);
    const before = await lastAttempt(tx, siteId, saleId);
    const reversal = await reversalOfSale(tx, siteId, saleId);
    if (reversal !== undefined && reversal.state !== 'refused')
      refuse('state.illegal_move', { from: 'reversed', to: 'delivering' });
    if (sale.state !== 'paid' && sale.state !== 'case')
      refuse('state.illegal_move', { from: sale.state, to: 'delivering' });
    if (before !== undefined && before.state !== 'NOT_APPLIED') refuse('sale.attempt_open');
    const meter = (await lockMeterForSale(tx, siteId, sale.meter_id)) ?? refuse('record.not_found');
    requireSellable(meter);
    if (meter.account?.accountId !== sale.account_id) refuse('sale.household_left', { meterNo: meter.meterNo });
    requireDeliverable(meter.delivery);

    const attemptId = newId();
    const made = { attemptId, attemptNo: (before?.attempt_no ?? 0) + 1, now, personId };
    const again = await moveSale(tx, sale, 'delivering');
    if (sale.delivery !== 'balance') {
      await insertAttempt(tx, newAttempt(again, made));
      return { ticket: ticketOf(actor, again, attemptId) };
    }
    const { movement, outcome } = await deliverHere(tx, actor, again, { attemptId, now });
    await insertAttempt(tx, newAttempt(again, { ...made, outcome }));
    const entry = await postDelivered(tx, actor, again, { businessDate: await currentDay(tx, siteId, now), now });
    await moveSale(tx, again, 'delivered', {
      delivered_at: now,
      delivered_entry_id: entry.entryId,
      balance_after: movement.balance_after,
    });
    return { done: await loadSale(tx, actor, { saleId }) };
  },
  call: (ticket, outside) => callDriver(outside, ticket.delivery, (driver) => driver.deliver(ticket.request)),
  async settle(tx, actor, clock, { ticket, outcome }) {
    const { saleId, attemptId } = ticket;
    await settleAttempt(tx, actor, clock, { saleId, attemptId, outcome });
    return loadSale(tx, actor, { saleId });
  },
});
