/**
 * Brings carried credit to a meter that holds it itself. The request is stored before the driver is asked; what is not
 * known of it is looked up and never sent a second time.
 */
import { deliverCarry as contract } from '../../../../shared/contracts/metering/deliver-carry.ts';
import type { DeliveryKind } from '../../../../shared/metering/words.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { moveCredit } from '../credit.ts';
import { callDriver } from '../drivers/call-driver.ts';
import { type DeliveryOutcome, type DeliveryRequest, requireDeliverable } from '../drivers/driver.ts';
import { AFTER, requireMove } from '../rules/carry-states.ts';
import { blockMeter, liftBlocks } from '../store/blocks.ts';
import { carriedViews, lockCarried, moveCarried } from '../store/carried.ts';
import { lockMeterForSale } from '../store/sale-meter.ts';

export interface CarryTicket {
  /** The carry. */
  readonly subject: string;
  readonly delivery: DeliveryKind;
  readonly request: DeliveryRequest;
  /** It was sent before: only ask what became of it. */
  readonly lookUp: boolean;
}

export const deliverCarry = implement<typeof contract, CarryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, { carryId }) {
    const { siteId } = actor;
    const carried = (await lockCarried(tx, siteId, carryId)) ?? refuse('record.not_found');
    if (carried.state === 'delivered') refuse('carry.not_waiting');
    const meter = (await lockMeterForSale(tx, siteId, carried.to_meter_id)) ?? refuse('record.not_found');
    if (meter.state === 'retired') refuse('meter.retired', { meterNo: meter.meterNo });
    if (meter.account === null) refuse('meter.no_account', { meterNo: meter.meterNo });
    requireDeliverable(meter.delivery);
    const lookUp = carried.request_id !== null;
    const requestId = carried.request_id ?? newId();
    const purchaseCount = carried.purchase_count ?? meter.purchaseCount + 1;
    if (!lookUp) {
      requireMove(carried.state, 'sent');
      const asked_at = clock.now();
      await moveCarried(tx, siteId, carryId, {
        state: 'sent',
        request_id: requestId,
        purchase_count: purchaseCount,
        reason: null,
        asked_at,
      });
    }
    const request: DeliveryRequest = {
      requestId,
      meterId: carried.to_meter_id,
      kind: 'carry-in',
      amount: carried.amount,
      unit: carried.unit,
      purchaseCount,
      document: { kind: 'carried-credit', id: carryId },
      by: actor,
    };
    return { ticket: { subject: carryId, delivery: meter.delivery, request, lookUp } };
  },
  call: ({ delivery, request, lookUp }, outside) =>
    callDriver(outside, delivery, (driver) =>
      lookUp ? driver.lookup(request.by.siteId, request.requestId) : driver.deliver(request),
    ),
  async settle(tx, actor, clock, { ticket: { subject: carryId, request }, outcome }) {
    const { siteId } = actor;
    const carried = (await lockCarried(tx, siteId, carryId)) ?? refuse('record.not_found');
    const to = AFTER[outcome.result];
    // Another one brought the answer first, or it says nothing new.
    if (carried.request_id === request.requestId && carried.state !== to && carried.state !== 'delivered') {
      await lockMeterForSale(tx, siteId, request.meterId);
      requireMove(carried.state, to);
      const at = clock.now();
      if (outcome.result === 'applied') {
        const { meterId, requestId, document, amount } = request;
        const movement = await moveCredit(tx, actor, {
          meterId,
          kind: 'carry-in',
          amount,
          document,
          requestId,
          at,
          elsewhere: true,
        });
        assert(movement.purchase_count === request.purchaseCount, `carry ${carryId} was counted differently`);
        await liftBlocks(tx, actor, { documentId: carryId, note: '结转余额已写入', at });
        await moveCarried(tx, siteId, carryId, { state: to, reason: null, delivered_at: at });
      } else if (outcome.result === 'notApplied') {
        const { reason } = outcome;
        await moveCarried(tx, siteId, carryId, {
          state: to,
          reason,
          request_id: null,
          purchase_count: null,
          asked_at: null,
        });
      } else {
        await moveCarried(tx, siteId, carryId, { state: to, reason: outcome.reason });
        if (outcome.reason === 'foreign-write') {
          const document = { kind: 'carried-credit', id: carryId };
          const note = '写入结转余额时读到非本系统的充值';
          await blockMeter(tx, actor, { meterId: request.meterId, reason: 'foreign-write', note, at, document });
        }
      }
    }
    const [view] = await carriedViews(tx, actor, { carryId, limit: 1 });
    return view!;
  },
});
