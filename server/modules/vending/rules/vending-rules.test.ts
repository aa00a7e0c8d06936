/** The rules of a sale as tables: what it comes to, what a state may become, what an outcome means. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { QuantityTariff } from '../../../../shared/rating/tariff.ts';
import { instant } from '../../../../shared/values/calendar.ts';
import { fen, type Money } from '../../../../shared/values/money.ts';
import { unitPrice } from '../../../../shared/values/price.ts';
import { milli } from '../../../../shared/values/quantity.ts';
import { FIRST_LIMITS } from '../../../../shared/vending/limits.ts';
import type { AttemptState, SaleState } from '../../../../shared/vending/words.ts';
import type { DeliveryOutcome } from '../../metering/index.ts';
import { BEFORE_CALL, stepsOf, walkPath } from './attempt-states.ts';
import { needsRetyping, usualOf } from './limits.ts';
import { maskRoom } from './mask-room.ts';
import { type PricedSale, priceSale, type SaleToPrice } from './price-sale.ts';
import { requireReversalMove } from './reversal-states.ts';
import { walk } from './sale-states.ts';
import { isTimeToAsk, settleDelivery } from './settle-delivery.ts';

const LADDER: QuantityTariff = {
  commodity: 'electricity',
  period: 'month',
  basis: 'purchased',
  taxRateBasisPoints: 1300,
  tiers: [
    { upTo: milli(100_000), price: unitPrice(5000) },
    { upTo: null, price: unitPrice(8000) },
  ],
};
const DEAR: QuantityTariff = { ...LADDER, tiers: [{ upTo: null, price: unitPrice(150_000) }] };

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'done';
};
const sale = (change: Partial<SaleToPrice>): SaleToPrice => ({
  spec: LADDER,
  wanted: { by: 'money', moneyFen: fen(1000) },
  creditUnit: 'energy',
  alreadyMilli: milli(0),
  arrearsFen: fen(0),
  residueFen: fen(0),
  ...change,
});
const money = (moneyFen: number) => ({ wanted: { by: 'money' as const, moneyFen: fen(moneyFen) } });
const quantity = (milliOf: number) => ({ wanted: { by: 'quantity' as const, quantityMilli: milli(milliOf) } });
const shown = (priced: PricedSale) =>
  `${priced.quantityMilli} for ${priced.energyFen}, arrears ${priced.arrearsFen}, used ${priced.residueUsedFen}, kept ${priced.residueKeptFen}, total ${priced.totalFen}, credit ${priced.creditAmount}`;

describe('priceSale', () => {
  it.each([
    ['by quantity', quantity(10_000), '10000 for 500, arrears 0, used 0, kept 0, total 500, credit 10000'],
    [
      'over the limit of a tier',
      { ...quantity(20_000), alreadyMilli: milli(90_000) },
      '20000 for 1300, arrears 0, used 0, kept 0, total 1300, credit 20000',
    ],
    [
      'arrears come on top of a quantity',
      { ...quantity(10_000), arrearsFen: fen(250) },
      '10000 for 500, arrears 250, used 0, kept 0, total 750, credit 10000',
    ],
    [
      'arrears come first out of money',
      { ...money(750), arrearsFen: fen(250) },
      '10009 for 500, arrears 250, used 0, kept 0, total 750, credit 10009',
    ],
    [
      'what cannot buy a thousandth is kept',
      { ...money(1000), spec: DEAR },
      '666 for 999, arrears 0, used 0, kept 1, total 1000, credit 666',
    ],
    [
      'and used the next time',
      { ...money(1000), spec: DEAR, residueFen: fen(1) },
      '667 for 1001, arrears 0, used 1, kept 0, total 1000, credit 667',
    ],
    [
      'a quantity leaves it alone',
      { ...quantity(1000), spec: DEAR, residueFen: fen(1) },
      '1000 for 1500, arrears 0, used 0, kept 0, total 1500, credit 1000',
    ],
    [
      'a money meter gets all of it',
      { ...money(1000), spec: DEAR, creditUnit: 'money' as const, residueFen: fen(1) },
      '667 for 1001, arrears 0, used 1, kept 0, total 1000, credit 1001',
    ],
    [
      'a quantity for a money meter is its price',
      { ...quantity(10_000), creditUnit: 'money' as const },
      '10000 for 500, arrears 0, used 0, kept 0, total 500, credit 500',
    ],
  ])('%s', (_name, change, expected) => expect(shown(priceSale(sale(change)))).toBe(expected));

  it.each([
    ['only the arrears', { ...money(250), arrearsFen: fen(250) }, 'sale.only_arrears'],
    ['a sum that buys nothing', { ...money(1), spec: DEAR }, 'sale.too_small'],
    ['a quantity that costs nothing', quantity(9), 'sale.too_small'],
  ])('refuses %s', (_name, change, expected) => expect(code(() => priceSale(sale(change)))).toBe(expected));

  test('no fen is lost or made, whatever is sold', () => {
    fc.assert(
      fc.property(
        fc.record({
          moneyFen: fc.integer({ min: 100, max: 1_000_000 }),
          already: fc.integer({ min: 0, max: 300_000 }),
          arrears: fc.integer({ min: 0, max: 99 }),
          residue: fc.integer({ min: 0, max: 500 }),
          price: fc.integer({ min: 1, max: 1_000_000 }),
          unit: fc.constantFrom('energy' as const, 'money' as const),
        }),
        ({ moneyFen, already, arrears, residue, price, unit }) => {
          const spec = { ...LADDER, tiers: [LADDER.tiers[0]!, { upTo: null, price: unitPrice(price) }] };
          const priced = priceSale(
            sale({
              ...money(moneyFen),
              spec,
              creditUnit: unit,
              alreadyMilli: milli(already),
              arrearsFen: fen(arrears),
              residueFen: fen(residue),
            }),
          );
          expect(priced.totalFen + priced.residueUsedFen).toBe(
            priced.arrearsFen + priced.energyFen + priced.residueKeptFen,
          );
          expect(priced.netFen + priced.taxFen).toBe(priced.energyFen);
          expect(priced.residueKeptFen).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('states', () => {
  it.each<[SaleState | 'started', SaleState[], string]>([
    ['started', ['paid', 'delivering', 'delivered', 'reversed'], 'done'],
    ['started', ['paid', 'delivering', 'unknown', 'case', 'delivered'], 'done'],
    ['delivering', ['paid', 'reversed'], 'done'],
    ['started', ['delivered'], 'state.illegal_move'],
    ['unknown', ['reversed'], 'state.illegal_move'],
    ['unknown', ['delivering'], 'state.illegal_move'],
    ['delivered', ['delivering'], 'state.illegal_move'],
    ['reversed', ['paid'], 'state.illegal_move'],
  ])('a sale: %s to %s: %s', (from, steps, expected) => expect(code(() => walk(from, ...steps))).toBe(expected));

  it.each([
    ['requested', 'approved', 'done'],
    ['approved', 'paid-back', 'done'],
    ['requested', 'paid-back', 'state.illegal_move'],
    ['refused', 'approved', 'state.illegal_move'],
    ['paid-back', 'paid-back', 'state.illegal_move'],
  ] as const)('a reversal: %s to %s: %s', (from, to, expected) =>
    expect(code(() => requireReversalMove(from, to))).toBe(expected),
  );

  const readBack = { purchaseCount: 1, balance: 5, at: instant('2026-03-02T00:00:00.000Z') };
  const applied: DeliveryOutcome = { result: 'applied', readBack };
  const not = (reason: 'refused-by-meter' | 'unreachable'): DeliveryOutcome => ({ result: 'notApplied', reason });
  const unknown = (reason: 'no-answer' | 'no-read-back' | 'foreign-write'): DeliveryOutcome => ({
    result: 'unknown',
    reason,
  });

  it.each<[string, DeliveryOutcome, AttemptState[]]>([
    ['applied', applied, ['ACKED', 'READBACK', 'APPLIED']],
    ['refused by the meter', not('refused-by-meter'), ['NACKED', 'READBACK', 'NOT_APPLIED']],
    ['not reached', not('unreachable'), ['NO_ANSWER', 'READBACK', 'NOT_APPLIED']],
    ['no answer', unknown('no-answer'), ['NO_ANSWER', 'READBACK', 'UNKNOWN']],
    ['answered, not read back', unknown('no-read-back'), ['ACKED', 'READBACK', 'UNKNOWN']],
    ['somebody else wrote', unknown('foreign-write'), ['NACKED', 'READBACK', 'FOREIGN_WRITE']],
  ])('an attempt: %s', (_name, outcome, steps) => {
    expect(walkPath(BEFORE_CALL, stepsOf(BEFORE_CALL, outcome)).slice(BEFORE_CALL.length)).toEqual(steps);
  });

  it('an attempt whose end is known takes no further outcome', () => {
    const ended = walkPath(BEFORE_CALL, stepsOf(BEFORE_CALL, applied));
    expect(code(() => walkPath(ended, stepsOf(ended, applied)))).toBe('state.illegal_move');
    const lost = walkPath(BEFORE_CALL, stepsOf(BEFORE_CALL, unknown('no-answer')));
    expect(walkPath(lost, stepsOf(lost, applied)).at(-1)).toBe('APPLIED');
  });

  it.each<[boolean, DeliveryOutcome, SaleState, boolean, string | null, boolean]>([
    [false, applied, 'delivered', true, null, true],
    [true, applied, 'delivered', true, null, true],
    [false, not('unreachable'), 'paid', false, null, true],
    [true, not('unreachable'), 'case', false, null, true],
    [false, unknown('no-answer'), 'unknown', false, 'unknown-delivery', false],
    [true, unknown('no-answer'), 'case', false, 'unknown-delivery', false],
    [false, unknown('foreign-write'), 'unknown', false, 'foreign-write', false],
  ])('case %s and %o: %s', (isCase, outcome, state, issue, block, liftBlock) => {
    expect(settleDelivery(isCase, outcome)).toEqual({ state, issue, block, liftBlock });
  });

  it.each([
    [0, true],
    [9, true],
    [11, false],
    [20, true],
    [239, false],
  ])('after %i minutes it is asked: %s', (minutes, expected) => expect(isTimeToAsk(minutes)).toBe(expected));
});

describe('limits', () => {
  const totals = (...list: number[]): Money[] => list.map((n) => fen(n));
  it.each([
    [totals(), null],
    [totals(100, 200), null],
    [totals(100, 900, 200), 200],
    [totals(400, 100, 900, 200), 200],
  ])('the usual sum of %j is %s', (list, expected) => expect(usualOf(list)).toBe(expected));

  it.each([
    ['three times the usual', 200, 600, false],
    ['a fen more', 200, 601, true],
    ['no usual sum known', null, 99_999, false],
    ['the house’s figure', null, 100_000, true],
  ])('%s', (_name, usual, total, expected) =>
    expect(needsRetyping(FIRST_LIMITS, usual === null ? null : fen(usual), fen(total))).toBe(expected),
  );

  it.each([
    ['3-412', '3***2'],
    ['12', '**'],
    ['东1-2-305', '东******5'],
  ])('room %s is shown as %s', (room, expected) => expect(maskRoom(room)).toBe(expected));
});
