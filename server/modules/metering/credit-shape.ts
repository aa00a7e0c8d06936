/**
 * Amounts of credit a meter can be given at all. A keypad token carries steps only, coarser the larger they are; what a
 * customer pays must be what the token says. Modules to the right register the shape of their kind of delivery; a kind
 * without one takes any amount.
 */
import type { DeliveryKind } from '../../../shared/metering/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';

export interface ShapedMeter {
  readonly meterId: string;
  readonly meterNo: string;
  readonly now: Instant;
}

/**
 * The largest amount, in the meter's credit unit, that can be given and is not above the one asked for; 0 when the
 * smallest is more than that.
 */
export type FloorCredit = (amount: number) => number;

/** Reads only: it is asked for a quotation too. Refuses where the meter can be given nothing. */
export type CreditShape = (tx: Tx, siteId: string, meter: ShapedMeter) => Promise<FloorCredit>;

const shapes = new Map<DeliveryKind, CreditShape>();
const ANY_AMOUNT: FloorCredit = (amount) => amount;

/** One shape per kind of delivery; registering again replaces it. */
export function registerCreditShape(kind: DeliveryKind, shape: CreditShape): void {
  shapes.set(kind, shape);
}

export async function creditShapeOf(
  tx: Tx,
  siteId: string,
  meter: ShapedMeter & { readonly delivery: DeliveryKind },
): Promise<FloorCredit> {
  return (await shapes.get(meter.delivery)?.(tx, siteId, meter)) ?? ANY_AMOUNT;
}
