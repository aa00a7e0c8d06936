/** The price a card brings to a meter that rates by itself: the backup set and the minute from which it counts. */
import type { CardSale } from '../../../shared/card/sale-write.ts';
import { formatInstant, type Instant } from '../../../shared/values/calendar.ts';
import { unitPrice } from '../../../shared/values/price.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { houseOf } from '../posts/index.ts';
import { pricesToCarry } from '../prices/index.ts';

const PLACES = 63;
const TARIFFS = 4;

/**
 * One price goes to every tariff, so that it holds whichever is in force. Nothing where the meter has its price. What is
 * answered is remembered under the write: it must be written with it.
 */
export async function backupPricesFor(
  tx: Tx,
  siteId: string,
  of: { readonly meterId: string; readonly writeId: string; readonly now: Instant },
): Promise<Pick<CardSale, 'backupPrices'>> {
  const carried = await pricesToCarry(tx, siteId, of);
  if (carried === null) return {};
  const [only = 0] = carried.prices;
  const byTariff = carried.prices.length === 1 ? new Array<number>(TARIFFS).fill(only) : carried.prices;
  const prices = [...byTariff, ...new Array<number>(PLACES - byTariff.length).fill(0)].map(unitPrice);
  const { time_zone: timeZone } = await houseOf(tx, siteId);
  const switchTime = formatInstant(carried.switchAt, timeZone).slice(0, 16).replace(' ', 'T');
  return { backupPrices: { set: { form: 'flat', prices, ladder: null }, switchTime } };
}
