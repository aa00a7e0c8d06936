/** Sales to meters that take steps only: the credit rounds down, the customer pays for that, the rest stays. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TariffSpec } from '../../../../shared/rating/tariff.ts';
import { fen, ZERO } from '../../../../shared/values/money.ts';
import { unitPrice } from '../../../../shared/values/price.ts';
import { milli, NONE } from '../../../../shared/values/quantity.ts';
import { priceSale } from './price-sale.ts';

const spec: TariffSpec = {
  commodity: 'electricity',
  period: 'month',
  basis: 'purchased',
  taxRateBasisPoints: 1300,
  tiers: [
    { upTo: milli(100_000), price: unitPrice(5000) },
    { upTo: null, price: unitPrice(8000) },
  ],
};
const shared = { spec, alreadyMilli: NONE, arrearsFen: ZERO, residueFen: ZERO };
const tenths = (amount: number): number => amount - (amount % 100);

test.each([
  // 20.14 kWh for 10.07; a token carries 20.1, which cost 10.05.
  [
    'by money',
    { by: 'money', moneyFen: fen(1007) },
    { quantityMilli: 20_100, energyFen: 1005, residueKeptFen: 2, totalFen: 1007 },
  ],
  ['by money, nothing over', { by: 'money', moneyFen: fen(1005) }, { quantityMilli: 20_100, residueKeptFen: 0 }],
  [
    'over the step of the ladder',
    { by: 'money', moneyFen: fen(5007) },
    { quantityMilli: 100_000, energyFen: 5000, residueKeptFen: 7 },
  ],
  [
    'by quantity',
    { by: 'quantity', quantityMilli: milli(5_055) },
    { quantityMilli: 5_000, energyFen: 250, residueKeptFen: 0, totalFen: 250 },
  ],
] as const)('%s', (_name, wanted, expected) => {
  const sale = priceSale({ ...shared, wanted, creditUnit: 'energy', floor: tenths });
  expect(sale).toMatchObject(expected);
  expect(sale.creditAmount).toBe(expected.quantityMilli);
});

test('money meters round down too: what is not credited stays on the account', () => {
  const sale = priceSale({
    ...shared,
    wanted: { by: 'money', moneyFen: fen(1234) },
    creditUnit: 'money',
    floor: tenths,
  });
  expect(sale).toMatchObject({ creditAmount: 1200, energyFen: 1200, residueKeptFen: 34, totalFen: 1234 });
});

test('what comes in, with what was left over, is arrears, energy and what is left over now', () => {
  fc.assert(
    fc.property(
      fc.record({
        money: fc.integer({ min: 500, max: 500_000 }),
        arrears: fc.integer({ min: 0, max: 400 }),
        residue: fc.integer({ min: 0, max: 99 }),
        step: fc.integer({ min: 1, max: 5_000 }),
      }),
      ({ money, arrears, residue, step }) => {
        const floor = (amount: number): number => amount - (amount % step);
        const wanted = { by: 'money', moneyFen: fen(money) } as const;
        const left = { arrearsFen: fen(arrears), residueFen: fen(residue) };
        if (money - arrears + residue < 300) return;
        const sale = priceSale({ ...shared, ...left, wanted, creditUnit: 'energy', floor });
        expect(sale.creditAmount % step).toBe(0);
        expect(sale.totalFen + sale.residueUsedFen).toBe(sale.arrearsFen + sale.energyFen + sale.residueKeptFen);
        expect(sale.residueKeptFen).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
