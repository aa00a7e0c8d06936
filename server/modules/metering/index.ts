/**
 * The public face of metering: premises, customer accounts, meters, readings and credit, and the port through which
 * credit reaches a meter.
 */
import type pg from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { ServerModule } from '../../platform/operations/implement.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { meteringChecks } from './checks.ts';
import { balanceDriver, deliverToBalance } from './drivers/balance/driver.ts';
import type { DeliveryDrivers, DeliveryOutcome, DeliveryRequest } from './drivers/driver.ts';
import { badRowsCsv } from './import/bad-rows.ts';
import { lookUpCarried } from './jobs/look-up-carried.ts';
import { joinMyDay } from './on-my-day.ts';
import { addMeter } from './operations/add-meter.ts';
import { addOccupant } from './operations/add-occupant.ts';
import { addPremise } from './operations/add-premise.ts';
import { applyReadingImport } from './operations/apply-reading-import.ts';
import { applyRoomImport } from './operations/apply-room-import.ts';
import { blockMeter as blockMeterOperation } from './operations/block-meter.ts';
import { changeAccount } from './operations/change-account.ts';
import { changePremise } from './operations/change-premise.ts';
import { closeAccount } from './operations/close-account.ts';
import { deliverCarry } from './operations/deliver-carry.ts';
import { discardImport } from './operations/discard-import.ts';
import { endOccupant } from './operations/end-occupant.ts';
import { openAccount } from './operations/open-account.ts';
import { recordReading } from './operations/record-reading.ts';
import { replaceMeter } from './operations/replace-meter.ts';
import { setCategory } from './operations/set-category.ts';
import { stageReadingImport } from './operations/stage-reading-import.ts';
import { stageRoomImport } from './operations/stage-room-import.ts';
import { unblockMeter } from './operations/unblock-meter.ts';
import { joinWorkCheck } from './price-point.ts';
import { account } from './queries/account.ts';
import { carriedCredits } from './queries/carried-credits.ts';
import { categories } from './queries/categories.ts';
import { creditMovements } from './queries/credit-movements.ts';
import { heldCredits } from './queries/held-credits.ts';
import { importBatches } from './queries/import-batches.ts';
import { importRows } from './queries/import-rows.ts';
import { meters } from './queries/meters.ts';
import { premises } from './queries/premises.ts';
import { readings } from './queries/readings.ts';
import { rooms } from './queries/rooms.ts';
import { search } from './queries/search.ts';
import { whyNotSellable } from './rules/require-sellable.ts';
import type { SaleMeter } from './store/sale-meter.ts';

export { type CreditMovement, moveCredit } from './credit.ts';
export { type CreditShape, creditShapeOf, type FloorCredit, registerCreditShape } from './credit-shape.ts';
export { callDriver } from './drivers/call-driver.ts';
export {
  announceDriver,
  type DeliveryDriver,
  type DeliveryDrivers,
  type DeliveryOutcome,
  type DeliveryRequest,
  requireDeliverable,
} from './drivers/driver.ts';
export { type MoveGuard, registerMoveGuard } from './move-guard.ts';
export { recordReadings } from './readings.ts';
export { askSaleGuard, registerSaleGuard, type SaleGuard } from './sale-guard.ts';
export { registerStandSource, type Stand } from './stand.ts';
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

joinMyDay();
joinWorkCheck();

export const meteringModule: ServerModule = {
  name: 'metering',
  operations: [
    addMeter,
    addOccupant,
    addPremise,
    applyReadingImport,
    applyRoomImport,
    blockMeterOperation,
    changeAccount,
    changePremise,
    closeAccount,
    deliverCarry,
    discardImport,
    endOccupant,
    openAccount,
    recordReading,
    replaceMeter,
    setCategory,
    stageReadingImport,
    stageRoomImport,
    unblockMeter,
  ],
  queries: [
    account,
    carriedCredits,
    categories,
    creditMovements,
    heldCredits,
    importBatches,
    importRows,
    meters,
    premises,
    readings,
    rooms,
    search,
  ],
  downloads: [badRowsCsv],
  jobs: [lookUpCarried],
  checks: meteringChecks,
  keptTables: [
    'premise',
    'customer_account',
    'meter',
    'meter_block',
    'reading',
    'credit_movement',
    'meter_settlement',
    'held_credit',
    'carried_credit',
    'meter_stand',
  ],
};
