/**
 * The public face of metering: premises, customer accounts, meters, readings and credit, and the port through which
 * credit reaches a meter.
 */
import type pg from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { ServerModule } from '../../platform/operations/implement.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { balanceDriver, deliverToBalance } from './drivers/balance/driver.ts';
import type { DeliveryDrivers, DeliveryOutcome, DeliveryRequest } from './drivers/driver.ts';
import { whyNotSellable } from './rules/require-sellable.ts';
import type { SaleMeter } from './store/sale-meter.ts';

export { type CreditMove, type CreditMovement, moveCredit } from './credit.ts';
export {
  type DeliveryDriver,
  type DeliveryDrivers,
  type DeliveryOutcome,
  type DeliveryRequest,
  driverOf,
  requireDeliverable,
} from './drivers/driver.ts';
export { blockMeter, liftBlocks } from './store/blocks.ts';
export { consumedInPeriod } from './store/consumed.ts';
export { findMeters, lockMeterForSale, type SaleMeter } from './store/sale-meter.ts';

/** The drivers of this server, for `outside.delivery`. Cards, network meters and tokens have none yet. */
export function openDrivers(parts: { readonly pool: pg.Pool; readonly clock: Clock }): DeliveryDrivers {
  return { balance: balanceDriver(parts) };
}

/** Delivers inside the caller's transaction; only to meters whose credit is kept here. */
export function deliverWithin(tx: Tx, clock: Clock, request: DeliveryRequest): Promise<DeliveryOutcome> {
  return deliverToBalance(tx, clock, request);
}

/** Refuses 'meter.retired', 'meter.blocked' or 'meter.no_account'. */
export function requireSellable(
  meter: SaleMeter,
): asserts meter is SaleMeter & { readonly account: NonNullable<SaleMeter['account']> } {
  const why = whyNotSellable(meter);
  if (why !== null) refuse(why.code, why.facts);
}

export const meteringModule: ServerModule = {
  name: 'metering',
  operations: [],
  queries: [],
  keptTables: [
    'premise',
    'customer_account',
    'meter',
    'meter_block',
    'reading',
    'credit_movement',
    'meter_settlement',
    'held_credit',
  ],
};
