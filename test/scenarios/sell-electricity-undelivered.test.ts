/** Paid, and the meter does not answer: the sale is found again and ends delivered, reversed or as a case. */
import { describe, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import type { OperationContract } from '../../shared/contracts/contract.ts';
import { pathOf } from '../../shared/contracts/contract.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { reversals } from '../../shared/contracts/vending/reversals.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { undeliveredSales } from '../../shared/contracts/vending/undelivered-sales.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { openCounter } from '../support/counter.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';

const driver = scriptedDriver('network');
const counter = await openCounter({ delivery: { network: driver } });
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');

const networkMeter = async (code: string): Promise<string> => {
  const { accountId: _accountId, ...room } = await counter.addRoom(code);
  return counter.addMeter(room, { delivery: 'network', creditUnit: 'money' });
};
const shown = (saleId: string) => clerk.ask(saleQuery, { saleId });
const refusedQuote = async (meterId: string) => (await clerk.refused(quoteSale, { meterId, moneyFen: fen(1000) })).code;
/** The house's own jobs: once to look, once more to finish what they left to do. */
async function jobs(): Promise<void> {
  await counter.app.runAllJobs(counter.siteId);
  await counter.app.runAllJobs(counter.siteId);
}

/** A request as a browser sends it, with a key of the test's own. */
async function send(contract: OperationContract, input: object, key: string) {
  const response = await counter.app.http.inject({
    method: 'POST',
    url: pathOf(contract),
    headers: { 'x-zhishou': '1', 'idempotency-key': key, cookie: `zhishou=${clerk.browser.cookie()}` },
    payload: input,
  });
  return { status: response.statusCode, body: response.json() };
}

test('a meter that answers: money first, then credit, the purchase counted', async () => {
  const meterId = await networkMeter('11-101');
  const sold = await counter.sell(meterId, { moneyFen: 2000 });
  expect(sold).toMatchObject({ state: 'delivered', creditFen: 2000, balanceAfterFen: 2000, purchaseCount: 1 });
  expect(driver.creditOf(meterId)).toBe(2000);
  expect(await counter.sell(meterId, { moneyFen: 1000 })).toMatchObject({ purchaseCount: 2, balanceAfterFen: 3000 });
});

describe('the answer is lost', () => {
  test('nothing more is sold to the meter, and asking finds it delivered', async () => {
    const meterId = await networkMeter('12-101');
    driver.script('apply-and-lose-answer');
    const sold = await counter.sell(meterId, { moneyFen: 2000 });
    expect(sold).toMatchObject({ state: 'unknown', reason: 'no-answer' });
    expect(sold.can).toEqual(['vending.print-slip', 'vending.look-up-delivery']);
    expect(await counter.entries(sold.saleId)).toEqual(['DR drawer-D1 2000 / CR credit-owed 2000']);
    expect(await refusedQuote(meterId)).toBe('meter.blocked');
    expect((await clerk.refused(requestReversal, { saleId: sold.saleId, reason: '用户不等了' })).code).toBe(
      'sale.attempt_open',
    );
    expect((await clerk.refused(deliverAgain, { saleId: sold.saleId })).code).toBe('state.illegal_move');
    const { rows } = await clerk.ask(undeliveredSales);
    expect(rows).toMatchObject([
      { slipNo: sold.slipNo, state: 'unknown', attemptState: 'UNKNOWN', reason: 'no-answer' },
    ]);

    const found = await clerk.call(lookUpDelivery, { saleId: sold.saleId });
    expect(found).toMatchObject({ state: 'delivered', balanceAfterFen: 2000 });
    expect(found.attempts[0]?.path).toEqual([
      'CREATED',
      'AUTHORISED',
      'SENT',
      'NO_ANSWER',
      'READBACK',
      'UNKNOWN',
      'READBACK',
      'APPLIED',
    ]);
    expect(await counter.entries(sold.saleId)).toEqual([
      'DR drawer-D1 2000 / CR credit-owed 2000',
      'DR credit-owed 2000 / CR income-electricity 1770 / CR tax-output 230',
    ]);
    expect(driver.creditOf(meterId)).toBe(2000);
    expect((await counter.quote(meterId, { moneyFen: 1000 })).meterId).toBe(meterId);
    expect((await clerk.refused(lookUpDelivery, { saleId: sold.saleId })).code).toBe('state.illegal_move');
  });

  test('by itself the house asks every minute, and makes a case after four hours', async () => {
    const meterId = await networkMeter('13-101');
    driver.script('apply-and-lose-answer');
    driver.deaf(true);
    const { saleId } = await counter.sell(meterId, { moneyFen: 2000 });
    counter.later(60);
    await jobs();
    expect((await shown(saleId)).state).toBe('unknown');
    counter.later(4 * 3600);
    await jobs();
    expect(await shown(saleId)).toMatchObject({
      state: 'case',
      can: ['vending.print-slip', 'vending.look-up-delivery'],
    });
    const { rows } = await supervisor.ask(cases, {});
    expect(rows.map((row) => row.subject)).toContain('delivery.unknown');
    driver.deaf(false);
    counter.later(3600 - 60);
    await jobs();
    expect(await shown(saleId)).toMatchObject({ state: 'delivered' });
    expect(driver.calls.filter((call) => call.kind === 'deliver')).toHaveLength(4);
  });
});

describe('known not to have arrived', () => {
  test('it is delivered again with the same count, no money taken', async () => {
    const meterId = await networkMeter('14-101');
    driver.script({ notApplied: 'unreachable' });
    const sold = await counter.sell(meterId, { moneyFen: 2000 });
    expect(sold).toMatchObject({ state: 'paid', reason: 'unreachable', purchaseCount: 1 });
    expect(await refusedQuote(meterId)).toBe('sale.undelivered');
    const again = await clerk.call(deliverAgain, { saleId: sold.saleId });
    expect(again).toMatchObject({ state: 'delivered', attempts: [{ state: 'NOT_APPLIED' }, { state: 'APPLIED' }] });
    expect(again.entries).toHaveLength(2);
    expect(driver.creditOf(meterId)).toBe(2000);
    expect((await clerk.refused(deliverAgain, { saleId: sold.saleId })).code).toBe('state.illegal_move');
    expect((await counter.as('cashier').refused(deliverAgain, { saleId: sold.saleId })).code).toBe('post.not_allowed');
  });

  test('or it is reversed and paid back: three persons’ acts, each its own event', async () => {
    const meterId = await networkMeter('15-101');
    driver.script({ notApplied: 'refused-by-meter' });
    const { saleId } = await counter.sell(meterId, { moneyFen: 2000 });
    const asked = await clerk.call(requestReversal, { saleId, reason: '表坏了，用户不买了' });
    const { reversalId } = asked.reversal!;
    expect((await clerk.refused(deliverAgain, { saleId })).code).toBe('state.illegal_move');
    expect((await clerk.refused(payBack, { reversalId })).code).toBe('state.illegal_move');
    const { rows } = await supervisor.ask(reversals, { state: 'requested' });
    expect(rows).toMatchObject([
      { reversalNo: 'CZ-1', refundFen: 2000, can: ['vending.approve-reversal', 'vending.refuse-reversal'] },
    ]);
    const approved = await supervisor.signed(approveReversal, { reversalId });
    expect(approved).toMatchObject({ state: 'reversed', reversal: { state: 'approved' } });
    const back = await clerk.call(payBack, { reversalId });
    expect(back.reversal).toMatchObject({ state: 'paid-back' });
    expect(await counter.entries(reversalId)).toEqual(['DR credit-owed 2000 / CR drawer-D1 2000']);
    expect((await clerk.refused(payBack, { reversalId })).code).toBe('state.illegal_move');
    expect((await counter.quote(meterId, { moneyFen: 1000 })).residueFen).toBe(0);
  });
});

describe('asked twice, and interrupted', () => {
  test('the same key answers the same sale; another body is refused', async () => {
    const wanted = { moneyFen: 2000 };
    const meterId = await networkMeter('16-101');
    const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
    const key = newId();
    const [first, second] = await Promise.all([send(sellCredit, input, key), send(sellCredit, input, key)]);
    expect(first.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(driver.creditOf(meterId)).toBe(2000);
    const other = await send(sellCredit, { ...input, moneyFen: 3000 }, key);
    expect(other.body.refusal.code).toBe('request.key_reused');
  });

  test('asked twice at the same moment, a meter that refuses is not asked a second time', async () => {
    const wanted = { moneyFen: 2000 };
    const meterId = await networkMeter('20-101');
    const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
    driver.script({ notApplied: 'unreachable' });
    const key = newId();
    const asked = driver.calls.length;
    const [first, second] = await Promise.all([send(sellCredit, input, key), send(sellCredit, input, key)]);
    expect(first.body).toMatchObject({ state: 'paid', reason: 'unreachable' });
    expect(second.body).toEqual(first.body);
    expect(driver.calls.length - asked).toBe(1);
    expect(driver.creditOf(meterId)).toBe(0);
    const { reversalId } = (await clerk.call(requestReversal, { saleId: first.body.saleId, reason: '用户不买了' }))
      .reversal!;
    await supervisor.signed(approveReversal, { reversalId });
    await clerk.call(payBack, { reversalId });
  });

  test('the process dies between money and answer: the house finishes the sale, once', async () => {
    const wanted = { moneyFen: 2000 };
    const meterId = await networkMeter('17-101');
    const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
    driver.script('throw');
    const key = newId();
    expect((await send(sellCredit, input, key)).status).toBe(500);
    const { rows } = await clerk.ask(undeliveredSales);
    expect(rows).toMatchObject([{ state: 'delivering', meterId }]);
    expect(await refusedQuote(meterId)).toBe('sale.undelivered');
    counter.later(60);
    await jobs();
    expect(driver.creditOf(meterId)).toBe(2000);
    expect((await clerk.ask(undeliveredSales)).rows).toEqual([]);
    const again = await send(sellCredit, input, key);
    expect(again).toMatchObject({ status: 200, body: { saleId: rows[0]!.saleId, state: 'delivered' } });
  });
});

test('a drawer that closes names what is undelivered and carries it as cases; a late answer posts to its own day', async () => {
  const [lost, refused] = [await networkMeter('18-101'), await networkMeter('19-101')];
  driver.script('apply-and-lose-answer', { notApplied: 'unreachable' });
  const first = await counter.sell(lost, { moneyFen: 2000 });
  const second = await counter.sell(refused, { moneyFen: 1000 });
  const closed = await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  expect(closed).toMatchObject({
    outcome: 'closed',
    undelivered: [{ documentNumber: first.slipNo }, { documentNumber: second.slipNo }],
  });
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.map((row) => row.subject)).toEqual(expect.arrayContaining(['delivery.refused', 'delivery.unknown']));

  counter.later(24 * 3600);
  const late = await supervisor.call(lookUpDelivery, { saleId: first.saleId });
  expect(late).toMatchObject({ state: 'delivered', businessDate: '2026-03-02' });
  expect(late.entries.map((entry) => entry.businessDate)).toEqual(['2026-03-02', '2026-03-03']);

  const count = await counter.cashCount();
  await clerk.call(openDrawer, { drawerId: counter.drawerId, count });
  const { reversalId } = (await clerk.call(requestReversal, { saleId: second.saleId, reason: '隔日用户要求退款' }))
    .reversal!;
  await supervisor.signed(approveReversal, { reversalId });
  const back = await clerk.call(payBack, { reversalId });
  expect(back).toMatchObject({ state: 'reversed', reversal: { state: 'paid-back' } });
  expect((await clerk.ask(undeliveredSales)).rows).toEqual([]);
});

test('everything kept verifies', async () => {
  const report = await verifyHouse(counter.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
