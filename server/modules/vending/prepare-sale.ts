/**
 * What a quotation and a sale have in common: meter, household, price in force, what it comes to. The quotation reads,
 * the sale locks: first the meter, then the household's account, always in this order.
 */
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { COMMODITIES, type Milli } from '../../../shared/values/quantity.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import {
  creditShapeOf,
  findMeters,
  lockMeterForSale,
  requireDeliverable,
  requireSellable,
  type SaleMeter,
} from '../metering/index.ts';
import { type Price, priceAt } from '../prices/index.ts';
import { needsRetyping, requireWithin, usualOf } from './rules/limits.ts';
import { type PricedSale, priceSale, type Wanted } from './rules/price-sale.ts';
import { alreadyUsed, residueOf, type SaleFacts, saleFacts } from './store/facts.ts';
import { refuseBehind } from './undelivered.ts';

export type SellableMeter = SaleMeter & { readonly account: NonNullable<SaleMeter['account']> };

export interface PreparedSale {
  readonly meter: SellableMeter;
  readonly price: Price;
  readonly facts: SaleFacts;
  readonly alreadyMilli: Milli;
  readonly residueFen: Money;
  readonly priced: PricedSale;
  readonly usualFen: Money | null;
  readonly retype: boolean;
}

export interface SaleWanted {
  readonly meter: SellableMeter;
  readonly wanted: Wanted;
  readonly date: BusinessDate;
  readonly now: Instant;
  readonly lock: boolean;
  /** The version the screen showed; another one in force is refused before anything else is said. */
  readonly priceVersionId?: string;
}

/**
 * One wait for the database: price, facts and what the meter can be given are asked together. Refuses what the meter's
 * kind of delivery refuses (keypad tokens: 'token.…'), 'sale.undelivered', 'sale.no_price',
 * 'sale.price_changed', what `priceSale` refuses, 'sale.below_limit' and 'sale.above_limit'.
 */
export async function prepareSale(tx: Tx, siteId: string, asked: SaleWanted): Promise<PreparedSale> {
  const { meter, wanted, date, now } = asked;
  const { account, commodity, creditUnit } = meter;
  const of = { accountId: account.accountId, meterId: meter.meterId, commodity, date };
  const [price, facts, floor] = await Promise.all([
    priceAt(tx, siteId, { commodity, categoryCode: account.categoryCode }, now),
    saleFacts(tx, siteId, of, asked.lock),
    creditShapeOf(tx, siteId, { ...meter, now }),
  ]);
  if (price === undefined) return refuseNoPrice(meter);
  if (asked.priceVersionId !== undefined && asked.priceVersionId !== price.versionId)
    refuse('sale.price_changed', { number: price.number });
  if (facts.openSlip !== null) return refuseBehind(tx, siteId, facts.openSlip);
  const alreadyMilli = await alreadyUsed(tx, siteId, { ...of, ladder: price.spec, facts });
  const residueFen = residueOf(facts);
  const { arrearsFen, limits } = facts;
  const priced = priceSale({ spec: price.spec, wanted, creditUnit, alreadyMilli, arrearsFen, residueFen, floor });
  requireWithin(limits, priced.totalFen);
  const usualFen = usualOf(facts.lastTotals);
  const retype = needsRetyping(limits, usualFen, priced.totalFen);
  return { meter, price, facts, alreadyMilli, residueFen, priced, usualFen, retype };
}

/**
 * Refuses 'record.not_found', and what `requireSellable` and `requireDeliverable` refuse. With `lock` the meter's
 * credit stays locked until the transaction ends.
 */
export async function sellableMeter(
  tx: Tx,
  siteId: string,
  { meterId, lock }: { readonly meterId: string; readonly lock: boolean },
): Promise<SellableMeter> {
  const found = lock ? await lockMeterForSale(tx, siteId, meterId) : (await findMeters(tx, siteId, [meterId]))[0];
  const meter: SaleMeter = found ?? refuse('record.not_found');
  requireSellable(meter);
  requireDeliverable(meter.delivery);
  return meter;
}

function refuseNoPrice({ account, commodity }: SellableMeter): never {
  const { title } = COMMODITIES[commodity];
  return refuse('sale.no_price', {
    category: account.category.zh,
    categoryEn: account.category.en.toLowerCase(),
    commodity: title.zh,
    commodityEn: title.en.toLowerCase(),
  });
}
