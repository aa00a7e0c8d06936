/**
 * Public residential price ladders and the worked examples that go with them, read into the product's values. Prices
 * change: here they are input of tests, never constants of the product. The file names no tax rate, basis or period of
 * residue; tests add what they need.
 */
import {
  type HoursTariff,
  type QuantityTariff,
  type TariffSpec,
  tariffSpecSchema,
} from '../../shared/rating/tariff.ts';
import { type Money, parseMoney } from '../../shared/values/money.ts';
import { parseUnitPrice } from '../../shared/values/price.ts';
import { type Milli, parseQuantity } from '../../shared/values/quantity.ts';
import file from './tariffs.json' with { type: 'json' };

type Published = (typeof file.tariffs)[number];

const TAX = { electricity: 1300, water: 300, gas: 900 } as const;

function read({ commodity, period, timeOfUse, tiers }: Published): TariffSpec {
  return tariffSpecSchema.parse({
    commodity: commodity as keyof typeof TAX,
    period: period as 'month' | 'year',
    basis: timeOfUse === undefined ? 'purchased' : 'consumed',
    taxRateBasisPoints: TAX[commodity as keyof typeof TAX],
    hours: timeOfUse,
    tiers: tiers.map((tier) => ({
      upTo: tier.upTo === null ? null : tier.upTo * 1000,
      ...('price' in tier
        ? { price: parseUnitPrice(tier.price!)! }
        : { prices: { peak: parseUnitPrice(tier.peak!)!, valley: parseUnitPrice(tier.valley!)! } }),
    })),
  });
}

export const PUBLISHED: readonly { readonly name: string; readonly spec: TariffSpec }[] = file.tariffs.map(
  (tariff) => ({
    name: tariff.name,
    spec: read(tariff),
  }),
);

export function quantityTariff(name: string): QuantityTariff {
  return PUBLISHED.find((tariff) => tariff.name === name)!.spec as QuantityTariff;
}

export function hoursTariff(name: string): HoursTariff {
  return PUBLISHED.find((tariff) => tariff.name === name)!.spec as HoursTariff;
}

export interface Worked {
  readonly tariff: string;
  readonly already: Milli;
  readonly quantity: Milli;
  readonly money: Money;
}

export const WORKED: readonly Worked[] = file.worked.map(({ tariff, alreadyThisPeriod, quantity, money }) => ({
  tariff,
  already: parseQuantity(String(alreadyThisPeriod))!,
  quantity: parseQuantity(quantity)!,
  money: parseMoney(money)!,
}));
