/**
 * What a sale comes to: arrears first, then the price by the ladder, tax, and what is left over. Pure; the caller
 * brings the tariff in force and where the account stands. Money is never lost: what comes in, with what was left
 * over before, is arrears, energy and what is left over now (the database checks the same sum).
 *
 *  - By money, to a meter that counts a quantity: the largest quantity whose half-up price is within the money; the
 *    rest stays on the account.
 *  - By money, to a meter that counts money: all of it goes to the meter, and the tiers are an explanation.
 *  - By quantity: its exact price; what was left over before stays where it is.
 *  - Where a meter cannot be given any amount (a keypad token carries steps), the credit is the largest that can be
 *    given and is not above what was asked for, and the customer pays for that; of money brought, the rest stays on the
 *    account.
 *  - Prices by the hour are rated from registers: there only money can be sold, and only to a meter that counts money.
 */
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import { quantityForMoney, type RatedLine, rateQuantity } from '../../../../shared/rating/rate.ts';
import { isByHours, type QuantityTariff, type TariffSpec } from '../../../../shared/rating/tariff.ts';
import {
  addMoney,
  fen,
  formatMoney,
  type Money,
  splitTax,
  subtractMoney,
  ZERO,
} from '../../../../shared/values/money.ts';
import { type Milli, milli } from '../../../../shared/values/quantity.ts';
import type { TierLine } from '../../../../shared/vending/view.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export type Wanted =
  | { readonly by: 'money'; readonly moneyFen: Money }
  | { readonly by: 'quantity'; readonly quantityMilli: Milli };

export interface SaleToPrice {
  readonly spec: TariffSpec;
  readonly wanted: Wanted;
  readonly creditUnit: CreditUnit;
  readonly alreadyMilli: Milli;
  readonly arrearsFen: Money;
  /** Left over from earlier sales and free to use. */
  readonly residueFen: Money;
  /** The largest amount of credit the meter can be given that is not above this one. */
  readonly floor?: (creditAmount: number) => number;
}

const anyAmount = (creditAmount: number): number => creditAmount;

export interface PricedSale {
  readonly quantityMilli: Milli | null;
  readonly energyFen: Money;
  readonly netFen: Money;
  readonly taxFen: Money;
  readonly arrearsFen: Money;
  readonly residueUsedFen: Money;
  readonly residueKeptFen: Money;
  readonly totalFen: Money;
  readonly lines: readonly TierLine[];
  /** Fen, or thousandths, as the meter's credit unit says. */
  readonly creditAmount: number;
}

/** Refuses 'sale.by_hours', 'sale.too_small' and 'sale.only_arrears'. */
export function priceSale(sale: SaleToPrice): PricedSale {
  const { wanted } = sale;
  return wanted.by === 'money' ? byMoney(sale, wanted.moneyFen) : byQuantity(sale, wanted.quantityMilli);
}

function byMoney(sale: SaleToPrice, moneyFen: Money): PricedSale {
  const { spec, creditUnit, alreadyMilli, arrearsFen, residueFen, floor = anyAmount } = sale;
  if (moneyFen <= arrearsFen) refuse('sale.only_arrears', { arrears: formatMoney(arrearsFen) });
  const budget = addMoney(subtractMoney(moneyFen, arrearsFen), residueFen);
  const common = { arrearsFen, residueUsedFen: residueFen, totalFen: moneyFen };
  const isMoney = creditUnit === 'money';
  const credited = isMoney ? fen(floor(budget)) : budget;
  const kept = subtractMoney(budget, credited);
  if (isByHours(spec)) {
    if (!isMoney) refuse('sale.by_hours');
    return {
      ...common,
      ...taxed(spec, credited),
      quantityMilli: null,
      residueKeptFen: kept,
      lines: [],
      creditAmount: credited,
    };
  }
  const bought = quantityForMoney(spec, alreadyMilli, credited);
  if (isMoney) {
    const lines = linesOf(bought.lines);
    return {
      ...common,
      ...taxed(spec, credited),
      quantityMilli: bought.quantity,
      lines,
      residueKeptFen: kept,
      creditAmount: credited,
    };
  }
  if (bought.quantity <= 0 || bought.money <= ZERO) refuse('sale.too_small');
  const quantity = milli(floor(bought.quantity));
  const rated = quantity === bought.quantity ? bought : rateQuantity(spec, alreadyMilli, quantity);
  if (rated.money <= ZERO) refuse('sale.too_small');
  return {
    ...common,
    ...taxed(spec, rated.money),
    quantityMilli: quantity,
    lines: linesOf(rated.lines),
    residueKeptFen: subtractMoney(budget, rated.money),
    creditAmount: quantity,
  };
}

function byQuantity(sale: SaleToPrice, wantedMilli: Milli): PricedSale {
  const { spec, creditUnit, alreadyMilli, arrearsFen, floor = anyAmount } = sale;
  if (isByHours(spec)) refuse('sale.by_hours');
  const quantityMilli = creditUnit === 'money' ? wantedMilli : milli(floor(wantedMilli));
  const rated = rateQuantity(spec as QuantityTariff, alreadyMilli, quantityMilli);
  if (rated.money <= ZERO) refuse('sale.too_small');
  return {
    ...taxed(spec, rated.money),
    quantityMilli,
    arrearsFen,
    residueUsedFen: ZERO,
    residueKeptFen: ZERO,
    totalFen: addMoney(arrearsFen, rated.money),
    lines: linesOf(rated.lines),
    creditAmount: creditUnit === 'money' ? rated.money : quantityMilli,
  };
}

function taxed(spec: TariffSpec, energyFen: Money): Pick<PricedSale, 'energyFen' | 'netFen' | 'taxFen'> {
  const { net, tax } = splitTax(energyFen, spec.taxRateBasisPoints);
  return { energyFen, netFen: net, taxFen: tax };
}

const linesOf = (lines: readonly RatedLine[]): TierLine[] =>
  lines.map(({ tier, quantity, price, amount }) => ({
    tier,
    quantityMilli: quantity,
    unitPrice: price,
    amountFen: amount,
  }));
