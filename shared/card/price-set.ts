/**
 * A price set in the form that a card's price file has. The form belongs to the card and is told by the length of its
 * file; a set of plain prices goes into either, a ladder only into a file that has room for one.
 */

import { variantOf } from './codec.ts';
import type { Fields } from './layout.ts';
import { MILLI_PER_STEP, type PriceSet, timeDigits, type UserCard } from './user-card.ts';

const LADDER_FILE_PRICES = 32;
const NO_LADDER = {
  thresholds: new Array<number>(6).fill(0),
  ladderPrices: new Array<number>(7).fill(0),
  settlementDays: new Array<string>(4).fill('000000'),
};

export interface FittedPrices {
  readonly form: PriceSet['form'];
  readonly fields: Fields;
}

/**
 * @param switchTime only a ladder file holds it itself; otherwise it is a parameter
 * @throws RangeError when the card has no file for backup prices, or not the room for these
 */
export function fitPrices(card: UserCard, set: PriceSet, switchTime: string | null): FittedPrices {
  const form = formOf(card);
  if (form === null) throw new RangeError('the card has no file for backup prices');
  if (form === 'flat') {
    if (set.ladder !== null) throw new RangeError('the card has no room for a ladder');
    return { form, fields: { prices: set.prices } };
  }
  const beyond = set.prices.slice(LADDER_FILE_PRICES);
  if (beyond.some((price) => price !== 0)) throw new RangeError(`a ladder card holds ${LADDER_FILE_PRICES} prices`);
  const ladder =
    set.ladder === null
      ? NO_LADDER
      : {
          thresholds: set.ladder.thresholds.map((quantity) => quantity / MILLI_PER_STEP),
          ladderPrices: set.ladder.prices,
          settlementDays: set.ladder.settlementDays,
        };
  const prices = set.prices.slice(0, LADDER_FILE_PRICES);
  return { form, fields: { prices, ...ladder, switchTime: timeDigits(switchTime) } };
}

/** The form of the card's file for backup prices, whatever is in it; null when it has none. */
function formOf({ profile, image }: UserCard): PriceSet['form'] | null {
  const hex = image.files.ef4;
  const variant = hex === undefined ? undefined : variantOf(profile, 'ef4', hex.length >> 1);
  if (variant === undefined) return null;
  return variant.name === 'ladder' ? 'ladder' : 'flat';
}
