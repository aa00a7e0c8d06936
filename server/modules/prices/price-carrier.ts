/**
 * A meter that rates by itself and has no line gets an approved price by its customer's card. Roll-out lies to the right
 * of cards and cannot be imported there; it registers here what a card must bring.
 */
import type { TariffSpec } from '../../../shared/rating/tariff.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';

export interface CarriedPrices {
  readonly versionId: string;
  readonly spec: TariffSpec;
  /** 0.0001 yuan for each tariff 1 to 4 (sharp, peak, flat, valley). */
  readonly prices: readonly number[];
  /** From when the backup set is the set in force. */
  readonly switchAt: Instant;
}

/** Inside the transaction that stores the write: what it brings is remembered under the write's id. */
export type PriceCarrier = (
  tx: Tx,
  siteId: string,
  of: { readonly meterId: string; readonly writeId: string; readonly now: Instant },
) => Promise<CarriedPrices | null>;

let carrier: PriceCarrier | null = null;

/** There is one; registering again replaces it. */
export function registerPriceCarrier(given: PriceCarrier): void {
  carrier = given;
}

/** The backup price set that the card about to be written must bring to its meter; null when the meter has its price. */
export const pricesToCarry: PriceCarrier = async (tx, siteId, of) => (await carrier?.(tx, siteId, of)) ?? null;
