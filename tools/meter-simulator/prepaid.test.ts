/** Accounts, purchases and refusals of simulated meters in the three dialects. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  initialiseWallet,
  type Purchase,
  purchase,
  purchaseByOrder,
  queryWallet,
  walletIn,
} from '../../server/modules/network/dlt645/prepaid.ts';
import type { Answer } from '../../server/modules/network/dlt645/requests.ts';
import {
  authenticate,
  endAuthentication,
  limitAuthentication,
  type SecuritySession,
  sessionIn,
} from '../../server/modules/network/dlt645/security.ts';
import { simulatedSecurity } from '../../server/modules/network/dlt645/security-simulator.ts';
import { fen } from '../../shared/values/money.ts';
import type { ElectricityOptions } from './electricity.ts';
import { type Master, masterOf } from './master.fixture.ts';
import { type Simulator, startSimulator } from './simulator.ts';

const METER = '000000000161';
const CUSTOMER = '000000123456';
const OPERATOR = '00000000';

let running: { simulator: Simulator; master: Master } | null = null;

async function one(options: Partial<ElectricityOptions> = {}): Promise<{ simulator: Simulator; master: Master }> {
  const now = Date.parse('2026-05-12T04:00:00.000Z');
  const simulator = await startSimulator({
    now: () => now,
    meters: [{ protocol: 'dlt645', address: METER, loadWatts: 1000, ...options }],
  });
  running = { simulator, master: await masterOf(simulator.port) };
  return running;
}

afterEach(async () => {
  running?.master.close();
  await running?.simulator.close();
  running = null;
});

const bought = (kind: Purchase['kind'], count: number, change: Partial<Purchase> = {}): Purchase => ({
  kind,
  address: METER,
  operator: OPERATOR,
  amount: fen(10_000),
  count,
  customerNo: CUSTOMER,
  ...change,
});
const error = (answer: Answer | null): string =>
  answer?.result === 'refused' ? answer.error : (answer?.result ?? 'silence');

describe('plain', () => {
  test('open, recharge, refund, query', async () => {
    const { simulator, master } = await one({ phase: 'test' });
    expect(walletIn((await master.ask(purchase(bought('open', 1))))!)).toEqual({
      moneyLeft: 10_000,
      purchaseCount: 1,
      customerNo: CUSTOMER,
      proof: null,
    });
    await master.ask(purchase(bought('recharge', 2, { amount: fen(1999) })));
    await master.ask(purchase(bought('refund', 3, { amount: fen(999) })));
    expect(walletIn((await master.ask(queryWallet(METER, OPERATOR)))!)).toMatchObject({
      moneyLeft: 11_000,
      purchaseCount: 3,
      customerNo: CUSTOMER,
    });
    expect(simulator.meter(METER).electricity.purchases.map(({ amountFen }) => amountFen)).toEqual([
      -999, 1999, 10_000,
    ]);
  });

  test('the first recharge opens the account', async () => {
    const { simulator, master } = await one({ phase: 'test' });
    expect(error(await master.ask(purchase(bought('recharge', 1))))).toBe('data');
    expect(simulator.meter(METER).electricity).toMatchObject({ phase: 'running', customerNo: CUSTOMER });
  });

  test.each([
    ['the same count again: it had arrived', bought('recharge', 1), 'repeat-recharge'],
    ['a count left out', bought('recharge', 3), 'purchase-count'],
    ['another customer', bought('recharge', 2, { customerNo: '000000999999' }), 'customer-number'],
    ['more than may be hoarded', bought('recharge', 2, { amount: fen(90_001) }), 'over-hoard-limit'],
    ['opening twice', bought('open', 1), 'repeat-recharge'],
    ['opening a running meter', bought('open', 2), 'other'],
    ['giving back more than there is', bought('refund', 2, { amount: fen(10_001) }), 'other'],
  ])('refused: %s', async (_, request, why) => {
    const { simulator, master } = await one({
      customerNo: CUSTOMER,
      moneyFen: 10_000,
      purchaseCount: 1,
      hoardLimitFen: 100_000,
    });
    expect(error(await master.ask(purchase(request)))).toBe(why);
    expect(simulator.meter(METER).electricity).toMatchObject({ purchaseCount: 1, balanceFen: 10_000 });
  });

  test('a meter cut off for want of money waits for the button after a purchase', async () => {
    const { simulator, master } = await one({
      customerNo: CUSTOMER,
      moneyFen: 0,
      purchaseCount: 4,
      minimumToCloseFen: 500,
    });
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    await master.ask(purchase(bought('recharge', 5, { amount: fen(499) })));
    expect(simulator.meter(METER).electricity.relay).toBe('open');
    await master.ask(purchase(bought('recharge', 6, { amount: fen(1) })));
    expect(simulator.meter(METER).electricity.relay).toBe('close-allowed');
    simulator.meter(METER).pressButton();
    expect(simulator.meter(METER).electricity.relay).toBe('closed');
  });

  test('an overdraft is paid first', async () => {
    const { simulator, master } = await one({ customerNo: CUSTOMER, moneyFen: 0, overdraftLimitFen: 500 });
    simulator.advance(4 * 3_600_000);
    expect(simulator.meter(METER).electricity.overdraftFen).toBe(200);
    await master.ask(purchase(bought('recharge', 1)));
    expect(simulator.meter(METER).electricity.balanceFen).toBe(9800);
  });

  test('set back for another household; one more sold elsewhere', async () => {
    const { simulator, master } = await one({ customerNo: CUSTOMER, moneyFen: 10_000, purchaseCount: 7 });
    simulator.meter(METER).buyElsewhere(500);
    expect(simulator.meter(METER).electricity).toMatchObject({ purchaseCount: 8, balanceFen: 10_500 });
    expect(error(await master.ask(initialiseWallet({ address: METER, operator: OPERATOR }, fen(0))))).toBe('data');
    expect(simulator.meter(METER).electricity).toMatchObject({ phase: 'test', purchaseCount: 0, balanceFen: 0 });
  });
});

test('by order number: the order guards against repeats', async () => {
  const { simulator, master } = await one({ variant: 'order-number', moneyFen: 0 });
  const order = (orderNo: string, kind: 'recharge' | 'refund', amount: number) =>
    purchaseByOrder({ kind, address: METER, operator: '11223344', amount: fen(amount), orderNo, meterNo: METER });
  expect(error(await master.ask(order('1240826202124138', 'recharge', 10_000)))).toBe('data');
  expect(error(await master.ask(order('1240826202124138', 'recharge', 10_000)))).toBe('repeat-recharge');
  expect(error(await master.ask(order('1240826202124139', 'refund', 1000)))).toBe('data');
  expect(error(await master.ask(purchase(bought('recharge', 3))))).toBe('other');
  expect(simulator.meter(METER).electricity).toMatchObject({ balanceFen: 9000, purchaseCount: 2 });
});

describe('with a security module', () => {
  const security = simulatedSecurity(() => Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  const opened = { variant: 'security-port', customerNo: CUSTOMER, purchaseCount: 1, moneyFen: 100 } as const;

  async function session(master: Master): Promise<SecuritySession> {
    const answer = await master.ask(authenticate(METER, OPERATOR, await security.open(METER)));
    const found = answer === null ? null : sessionIn(answer);
    if (found === null) throw new Error(`not authenticated: ${error(answer)}`);
    return found;
  }

  test('authenticated, with the right MACs', async () => {
    const { simulator, master } = await one(opened);
    expect(error(await master.ask(purchase(bought('recharge', 2))))).toBe('authentication');
    const held = await session(master);
    expect(error(await master.ask(purchase(bought('recharge', 2))))).toBe('security-module');
    const request = bought('recharge', 2);
    const answer = await master.ask(purchase(request, await security.macs(held, request)));
    expect(answer?.result === 'data' && answer.data.length).toBe(0);
    expect(simulator.meter(METER).electricity).toMatchObject({ balanceFen: 10_100, purchaseCount: 2 });
    expect(walletIn((await master.ask(endAuthentication(METER, OPERATOR)))!)).toMatchObject({
      moneyLeft: 10_100,
      purchaseCount: 2,
    });
    expect(
      error(await master.ask(purchase(bought('recharge', 3), await security.macs(held, bought('recharge', 3))))),
    ).toBe('authentication');
  });

  test('the authentication runs out', async () => {
    const { simulator, master } = await one(opened);
    const held = await session(master);
    const limit = limitAuthentication({ address: METER, operator: OPERATOR }, 5, await security.minutesMac(held, 5));
    expect(error(await master.ask(limit))).toBe('data');
    simulator.advance(6 * 60_000);
    const request = bought('recharge', 2);
    expect(error(await master.ask(purchase(request, await security.macs(held, request))))).toBe('authentication');
  });

  test('fifteen failures lock the meter for a day', async () => {
    const { simulator, master } = await one(opened);
    const opening = await security.open(METER);
    const wrong = authenticate(METER, OPERATOR, { ...opening, cipher: new Uint8Array(8) });
    for (let i = 0; i < 15; i += 1) expect(error(await master.ask(wrong))).toBe('authentication');
    expect(error(await master.ask(authenticate(METER, OPERATOR, opening)))).toBe('authentication');
    simulator.advance(25 * 3_600_000);
    await session(master);
  });
});
