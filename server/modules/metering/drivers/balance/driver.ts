/**
 * The driver of meters whose credit is kept in this database. It never answers `unknown`: what is not committed has
 * not happened. Within a sale's transaction it delivers at once; on its own it delivers in one transaction of its own,
 * with its own chain record.
 */

import type pg from 'pg';
import { canonicalJson } from '../../../../../shared/values/canonical.ts';
import { appendRecord } from '../../../../platform/chain/append.ts';
import { sha256 } from '../../../../platform/chain/day.ts';
import type { Clock } from '../../../../platform/clock.ts';
import { reading, type Tx, transaction } from '../../../../platform/db/tx.ts';
import { type CreditMovement, moveCredit } from '../../credit.ts';
import { lockMeterForSale } from '../../store/sale-meter.ts';
import type { DeliveryDriver, DeliveryOutcome, DeliveryRequest } from '../driver.ts';

const readBackOf = (movement: Pick<CreditMovement, 'purchase_count' | 'balance_after' | 'at'>): DeliveryOutcome => ({
  result: 'applied',
  readBack: { purchaseCount: movement.purchase_count ?? 0, balance: movement.balance_after, at: movement.at },
});

async function carriedOut(tx: Tx, siteId: string, requestId: string): Promise<DeliveryOutcome | null> {
  const [movement] = await tx.prepared<CreditMovement>(
    'metering.movement-of-request',
    'select * from credit_movement where site_id = $1 and request_id = $2',
    [siteId, requestId],
  );
  return movement === undefined ? null : readBackOf(movement);
}

/** Delivers in the caller's transaction. The meter's row may be locked already; it is locked here all the same. */
export async function deliverToBalance(tx: Tx, clock: Clock, request: DeliveryRequest): Promise<DeliveryOutcome> {
  const { siteId } = request.by;
  const meter = await lockMeterForSale(tx, siteId, request.meterId);
  if (meter === null) return { result: 'notApplied', reason: 'no-such-meter' };
  const before = await carriedOut(tx, siteId, request.requestId);
  if (before !== null) return before;
  if (meter.state === 'retired') return { result: 'notApplied', reason: 'meter-retired' };
  if (meter.creditUnit !== request.unit || meter.delivery !== 'balance')
    return { result: 'notApplied', reason: 'unit-differs' };
  if (request.purchaseCount !== meter.purchaseCount + 1) return { result: 'notApplied', reason: 'count-differs' };
  const movement = await moveCredit(tx, request.by, {
    meterId: request.meterId,
    kind: request.kind,
    amount: request.amount,
    document: request.document,
    at: clock.now(),
    requestId: request.requestId,
  });
  tx.touch('metering');
  return readBackOf(movement);
}

export function balanceDriver(parts: { readonly pool: pg.Pool; readonly clock: Clock }): DeliveryDriver {
  return {
    kind: 'balance',
    deliver: (request) =>
      transaction(parts.pool, async (tx) => {
        const outcome = await deliverToBalance(tx, parts.clock, request);
        if (tx.facts.length > 0) {
          await appendRecord(tx, request.by, {
            operation: 'metering.deliver-balance',
            at: parts.clock.now(),
            key: request.requestId,
            bodyHash: sha256(canonicalJson(request)),
            facts: tx.facts,
          });
        }
        return outcome;
      }),
    // Not found means not applied only because the caller asks after its own delivery has ended; a delivery that is
    // still under way in another process holds no promise, and is waited for by the lock when it is tried again.
    lookup: (siteId, requestId) =>
      reading(
        parts.pool,
        async (tx) => (await carriedOut(tx, siteId, requestId)) ?? { result: 'notApplied', reason: 'no-such-request' },
      ),
    within: deliverToBalance,
  };
}
