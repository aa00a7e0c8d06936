/** The sale at the counter, as a clerk lives it: what is sold, what is refused, who may not. */
import { describe, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { blockMeter } from '../../shared/contracts/metering/block-meter.ts';
import { unblockMeter } from '../../shared/contracts/metering/unblock-meter.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { accountPurchases } from '../../shared/contracts/vending/account-purchases.ts';
import { dayFigures } from '../../shared/contracts/vending/day-figures.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { saleLimits } from '../../shared/contracts/vending/sale-limits.ts';
import { sales } from '../../shared/contracts/vending/sales.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { setSaleLimits } from '../../shared/contracts/vending/set-sale-limits.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { LADDER, openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
const meterId = counter.room.electricity;

async function counted(): Promise<Record<string, number>> {
  const { rows } = await counter.database.app.query(
    `select (select count(*) from sale) as sales, (select count(*) from payment) as payments,
       (select count(*) from ledger_entry) as entries, (select count(*) from credit_movement) as movements,
       (select count(*) from drawer_movement) as cash`,
  );
  return rows[0];
}

describe('what is sold', () => {
  test('50 yuan in cash at 0.50 a kWh; the books say so in two entries', async () => {
    const sold = await counter.sell(meterId, { moneyFen: 5000 });
    // 100 kWh, and six thousandths of the dearer tier that half-up rounding leaves within 50.00.
    expect(sold).toMatchObject({
      slipNo: 'D1-1-1',
      state: 'delivered',
      roomCode: '3-412',
      quantityMilli: 100_006,
      energyFen: 5000,
      netFen: 4425,
      taxFen: 575,
      totalFen: 5000,
      residueKeptFen: 0,
      balanceAfterMilli: 100_006,
      purchaseCount: 1,
      reason: null,
      can: ['vending.print-slip', 'vending.request-reversal'],
    });
    expect(await counter.entries(sold.saleId)).toEqual([
      'DR drawer-D1 5000 / CR credit-owed 5000',
      'DR credit-owed 5000 / CR income-electricity 4425 / CR tax-output 575',
    ]);
    expect(await counter.creditOf(meterId)).toBe(100_006);
    const shown = await clerk.ask(saleQuery, { slipNo: 'D1-1-1' });
    expect(shown).toMatchObject({ personName: clerk.name, payments: [{ tender: 'cash', amountFen: 5000 }] });
    expect(shown.attempts).toMatchObject([
      { state: 'APPLIED', path: ['CREATED', 'AUTHORISED', 'SENT', 'ACKED', 'READBACK', 'APPLIED'] },
    ]);
    expect(shown.entries.map((entry) => entry.text)).toEqual(['收款 D1-1-1 3-412', '到账 D1-1-1']);
  });

  test('the household is in the second tier now: 10 kWh cost 8 yuan, with change from 10', async () => {
    const wanted = { quantityMilli: 10_000 };
    const quote = await counter.quote(meterId, wanted);
    expect(quote).toMatchObject({
      alreadyMilli: 100_006,
      credit: { balanceMilli: 100_006 },
      priced: { totalFen: 800, lines: [{ tier: 2, unitPrice: 8000, amountFen: 800 }] },
      retype: false,
    });
    const tenders = [{ tender: 'cash' as const, amountFen: fen(800), tenderedFen: fen(1000) }];
    const sold = await counter.sell(meterId, wanted, { tenders });
    expect(sold).toMatchObject({ slipNo: 'D1-1-2', totalFen: 800, changeFen: 200, balanceAfterMilli: 110_006 });
  });

  test('part cash, part campus card', async () => {
    const tenders = [
      { tender: 'cash' as const, amountFen: fen(300) },
      { tender: 'campus-card' as const, amountFen: fen(500), reference: 'CC20260302' },
    ];
    const sold = await counter.sell(meterId, { moneyFen: 800 }, { tenders });
    expect((await counter.entries(sold.saleId))[0]).toBe(
      'DR drawer-D1 300 / DR clearing-campus-card 500 / CR credit-owed 800',
    );
    const used = {
      ...counter.saleInput(meterId, { moneyFen: 800 }, await counter.quote(meterId, { moneyFen: 800 })),
      tenders,
    };
    expect((await clerk.refused(sellCredit, used)).code).toBe('payment.reference_used');
  });

  test('a meter that counts money gets all of it; the tiers explain', async () => {
    const { accountId: _accountId, ...room } = await counter.addRoom('4-101');
    const money = await counter.addMeter(room, { creditUnit: 'money' });
    const sold = await counter.sell(money, { moneyFen: 1000 });
    expect(sold).toMatchObject({ creditFen: 1000, balanceAfterFen: 1000, energyFen: 1000, quantityMilli: 20_009 });
    expect(await counter.creditOf(money)).toBe(1000);
  });

  test('water at 5 and 7 yuan leaves a residue, which the next purchase takes in', async () => {
    const water = await counter.addMeter(counter.room, { commodity: 'water', creditUnit: 'volume' });
    expect((await clerk.refused(quoteSale, { meterId: water, moneyFen: fen(1000) })).code).toBe('sale.no_price');
    await counter.setPrice({
      ...LADDER,
      commodity: 'water',
      taxRateBasisPoints: 900,
      tiers: [{ upTo: null, price: 150_000 }],
    });
    const first = await counter.sell(water, { moneyFen: 1000 });
    // 0.667 m³ at 15.00 is 10.005: a fen too much half up, so 0.666 for 9.99.
    expect(first).toMatchObject({ quantityMilli: 666, energyFen: 999, residueKeptFen: 1, residueUsedFen: 0 });
    const second = await counter.sell(water, { moneyFen: 1000 });
    expect(second).toMatchObject({
      residueUsedFen: 1,
      energyFen: 1001,
      quantityMilli: 667,
      residueKeptFen: 0,
      totalFen: 1000,
    });
    expect(await counter.entries(second.saleId)).toEqual([
      'DR drawer-D1 1000 / CR credit-owed 1000',
      'DR credit-owed 1001 / CR income-water 918 / CR tax-output 83',
    ]);
  });

  test('the lists show it: by slip, room, account, meter, amount and day', async () => {
    const bySlip = await clerk.ask(sales, { slipNo: 'D1-1-2' });
    expect(bySlip.rows.map((row) => row.totalFen)).toEqual([800]);
    const { accountNo, meterNo } = bySlip.rows[0]!;
    const found = async (by: object) => (await clerk.ask(sales, by)).rows.map((row) => row.slipNo);
    expect(await found({ room: '3-4' })).toEqual(['D1-1-6', 'D1-1-5', 'D1-1-3', 'D1-1-2', 'D1-1-1']);
    expect(await found({ room: '3-412', amountFen: 5000 })).toEqual(['D1-1-1']);
    expect(await found({ account: accountNo, limit: 2 })).toEqual(['D1-1-6', 'D1-1-5']);
    expect(await found({ meter: meterNo })).toEqual(['D1-1-3', 'D1-1-2', 'D1-1-1']);
    expect(await found({ from: '2026-03-03' })).toEqual([]);
    expect(await found({ phone: '99887766' })).toEqual([]);
    const page = await clerk.ask(sales, { limit: 4 });
    expect((await clerk.ask(sales, { limit: 4, after: page.next! })).rows.map((row) => row.slipNo)).toEqual([
      'D1-1-2',
      'D1-1-1',
    ]);
    const last = await clerk.ask(accountPurchases, { accountId: counter.room.accountId, limit: 1 });
    expect(last.rows.map((row) => row.slipNo)).toEqual(['D1-1-6']);
  });

  test('the day’s figures tell what was sold, and no sum of cash', async () => {
    const figures = await clerk.ask(dayFigures);
    expect(figures.commodities).toMatchObject([
      { commodity: 'electricity', sales: 4, undelivered: 0 },
      { commodity: 'water', sales: 2, quantityMilli: 1333 },
    ]);
    expect(figures.tenders).toEqual([
      { tender: 'cash', payments: 6, sumFen: null },
      { tender: 'campus-card', payments: 1, sumFen: 500 },
    ]);
  });
});

describe('what is refused, and then nothing is written', () => {
  const refusedWith = async (change: object, wanted: { moneyFen: number } = { moneyFen: 1000 }): Promise<string> => {
    const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
    const before = await counted();
    const { code } = await clerk.refused(sellCredit, { ...input, ...change });
    expect(await counted()).toEqual(before);
    return code;
  };
  const cash = (amount: number, more: object = {}) => ({ tenders: [{ tender: 'cash', amountFen: amount, ...more }] });

  test('sums that do not fit', async () => {
    expect(await refusedWith(cash(900))).toBe('payment.sum_differs');
    expect(await refusedWith(cash(1000, { tenderedFen: 900 }))).toBe('payment.tendered_short');
    expect(await refusedWith({ expectedTotalFen: 999 })).toBe('sale.total_changed');
    expect(await refusedWith({ tenders: [{ tender: 'qr', amountFen: 1000 }] })).toBe('payment.reference_needed');
  });

  test('less than a yuan, more than the house allows, and the unusual figure not typed twice', async () => {
    expect((await clerk.refused(quoteSale, { meterId, moneyFen: fen(99) })).code).toBe('sale.below_limit');
    expect((await clerk.refused(quoteSale, { meterId, moneyFen: fen(500_001) })).code).toBe('sale.above_limit');
    const wanted = { moneyFen: 10_000 };
    expect(await counter.quote(meterId, wanted)).toMatchObject({ usualFen: 800, retype: true });
    expect(await refusedWith({}, wanted)).toBe('sale.retype');
    expect(await refusedWith({ confirmFen: 1000 }, wanted)).toBe('sale.retype');
    expect(await counter.sell(meterId, wanted, { confirmFen: fen(10_000) })).toMatchObject({ state: 'delivered' });
  });

  test('the supervisor sets the limits, with sense', async () => {
    const limits = { lowestFen: fen(500), highestFen: fen(20_000), retypeFen: fen(20_000), timesUsual: 100 };
    const illogical = { ...limits, lowestFen: fen(30_000), reason: '写反了' };
    expect((await supervisor.refused(setSaleLimits, illogical)).code).toBe('limits.illogical');
    expect((await clerk.refused(setSaleLimits, { ...limits, reason: '自己放宽' })).code).toBe('post.not_allowed');
    await supervisor.call(setSaleLimits, { ...limits, reason: '开学期间' });
    expect(await supervisor.ask(saleLimits)).toEqual({ ...limits, can: ['vending.set-sale-limits'] });
    expect((await clerk.refused(quoteSale, { meterId, moneyFen: fen(499) })).code).toBe('sale.below_limit');
  });

  test('a blocked meter, one of no account, none at all', async () => {
    const { blockId } = await supervisor.call(blockMeter, { meterId, reason: 'office', note: '欠水费未清' });
    expect((await clerk.refused(quoteSale, { meterId, moneyFen: fen(1000) })).code).toBe('meter.blocked');
    await supervisor.call(unblockMeter, { blockId, note: '已清' });
    expect((await clerk.refused(quoteSale, { meterId: newId(), moneyFen: fen(1000) })).code).toBe('record.not_found');
  });

  test('a meter by card for which no card was issued', async () => {
    const card = await counter.addMeter(counter.room, { delivery: 'card', creditUnit: 'money' });
    const wanted = { moneyFen: 1000 };
    const input = counter.saleInput(card, wanted, await counter.quote(card, wanted));
    expect((await clerk.refused(sellCredit, input)).code).toBe('card.none');
  });

  test('other posts', async () => {
    const wanted = { moneyFen: 1000 };
    const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
    for (const post of ['cashier', 'vending-supervisor', 'price-approver', 'auditor', 'system-administrator'] as const)
      expect((await counter.as(post).refused(sellCredit, input)).code, post).toBe('post.not_allowed');
    expect((await counter.as('system-administrator').refused(sales)).code).toBe('post.not_allowed');
  });
});

describe('the price', () => {
  duty(
    '2.clerk.3',
    'the clerk cannot charge another price: it is no input, and one that changed meanwhile is refused',
    async () => {
      const wanted = { moneyFen: 1000 };
      const quote = await counter.quote(meterId, wanted);
      const input = counter.saleInput(meterId, wanted, quote);
      const own = await clerk.refused(sellCredit, { ...input, price: 1000 });
      expect(own.code).toBe('request.invalid');
      const before = await counted();
      await counter.setPrice({ ...LADDER, tiers: [{ upTo: null, price: 6000 }] });
      const refused = await clerk.refused(sellCredit, input);
      expect(refused).toMatchObject({ facts: { number: 2 } });
      expect(await counted()).toEqual(before);
      const sold = await counter.sell(meterId, wanted);
      expect(sold.lines).toMatchObject([{ unitPrice: 6000 }]);
      return { refused: refused.code };
    },
  );

  test('by the hour: no quantity in advance, and only to a meter that counts money', async () => {
    await counter.setPrice({
      ...LADDER,
      basis: 'consumed',
      hours: { peak: ['08:00-22:00'], valley: ['22:00-08:00'] },
      tiers: [{ upTo: null, prices: { peak: 6000, valley: 3000 } }],
    });
    expect((await clerk.refused(quoteSale, { meterId, moneyFen: fen(1000) })).code).toBe('sale.by_hours');
    const money = await counter.addMeter(counter.room, { creditUnit: 'money' });
    expect((await clerk.refused(quoteSale, { meterId: money, quantityMilli: milli(1000) })).code).toBe('sale.by_hours');
    expect(await counter.sell(money, { moneyFen: 1000 })).toMatchObject({
      quantityMilli: null,
      lines: [],
      creditFen: 1000,
    });
  });
});

test('a closed drawer takes nothing', async () => {
  const wanted = { moneyFen: 1000 };
  const meter = await counter.addMeter(counter.room, { commodity: 'water', creditUnit: 'volume' });
  const input = counter.saleInput(meter, wanted, await counter.quote(meter, wanted));
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  expect((await clerk.refused(sellCredit, input)).code).toBe('drawer.closed');
});

test('everything kept verifies', async () => {
  const report = await verifyHouse(counter.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
  expect(report.rows).toBeGreaterThan(100);
});
