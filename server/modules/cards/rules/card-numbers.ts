/** The numbers that stand on a card: twelve figures each, and which application of the card a meter reads. */
import { CARD_PROFILES, findProfile } from '../../../../shared/card/profiles.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';

const FIGURES = 12;

/** Refuses 'card.meter_number' for a number that is not up to twelve figures. */
export function meterNumberOnCard(meterNo: string): string {
  if (!/^\d{1,12}$/.test(meterNo)) refuse('card.meter_number', { meterNo });
  return meterNo.padStart(FIGURES, '0');
}

/** The customer number a meter takes with its opening card and keeps for good. Numbers of the house begin with 9. */
export const customerNumber = (count: number): string => `9${String(count).padStart(FIGURES - 1, '0')}`;

export function profileOf(commodity: Commodity): string {
  const id = `qgdw-${commodity}`;
  assert(findProfile(id) !== undefined, `there is no card profile among ${CARD_PROFILES.length} for ${commodity}`);
  return id;
}
