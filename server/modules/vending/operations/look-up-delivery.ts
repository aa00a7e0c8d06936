/** Asks what became of a delivery whose outcome is not known. Nothing is sent. */
import { lookUpDelivery as contract } from '../../../../shared/contracts/vending/look-up-delivery.ts';
import type { DeliveryKind } from '../../../../shared/metering/words.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { callDriver, type DeliveryOutcome } from '../../metering/index.ts';
import { settleAttempt } from '../deliver.ts';
import { loadSale } from '../load-sale.ts';
import { isLookedUp } from '../rules/attempt-states.ts';
import { lastAttempt, lockSale } from '../store/sales.ts';

export interface LookUpTicket {
  /** The sale. */
  readonly subject: string;
  readonly attemptId: string;
  readonly delivery: DeliveryKind;
  readonly siteId: string;
}

export const lookUpDelivery = implement<typeof contract, LookUpTicket, DeliveryOutcome>(contract, {
  async reserve(tx, { siteId }, _clock, { saleId }) {
    const sale = await lockSale(tx, siteId, saleId);
    const attempt = await lastAttempt(tx, siteId, saleId);
    if (attempt === undefined || !isLookedUp(attempt.state))
      refuse('state.illegal_move', { from: attempt?.state ?? sale.state, to: 'READBACK' });
    return { ticket: { subject: saleId, attemptId: attempt.attempt_id, delivery: sale.delivery, siteId } };
  },
  call: ({ attemptId, delivery, siteId }, outside) =>
    callDriver(outside, delivery, (driver) => driver.lookup(siteId, attemptId)),
  async settle(tx, actor, clock, { ticket: { subject: saleId, attemptId }, outcome }) {
    await settleAttempt(tx, actor, clock, { saleId, attemptId, outcome });
    return loadSale(tx, actor, { saleId });
  },
});
