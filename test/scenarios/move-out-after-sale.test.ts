/** A household leaves, another one gets its meter: what the first one bought is never the second one's to lose or gain. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { closeAccount } from '../../shared/contracts/metering/close-account.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { milli } from '../../shared/values/quantity.ts';
import { openCounter, type Room } from '../support/counter.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';

const network = scriptedDriver('network');
const counter = await openCounter({ delivery: { network } });
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');

/** The household takes its credit to another room, its network meter being used up; the next one moves in. */
async function changeHousehold(room: Room, to: Room, remote?: string): Promise<void> {
  counter.later(60);
  await supervisor.call(closeAccount, {
    accountId: room.accountId,
    readings: [{ meterId: room.electricity, totalMilli: milli(0) }],
    stands: remote === undefined ? [] : [{ meterId: remote, remaining: 0 }],
    toAccountId: to.accountId,
    reason: '退房',
  });
  await supervisor.call(openAccount, { roomId: room.roomId, categoryCode: 'dormitory' });
}

const askBack = async (saleId: string): Promise<string> =>
  (await clerk.call(requestReversal, { saleId, reason: '用户要求退款' })).reversal!.reversalId;

test('a former household’s sale is not taken back out of the credit of the present one', async () => {
  const [left, taken] = [await counter.addRoom('31-101'), await counter.addRoom('32-101')];
  const { saleId } = await counter.sell(left.electricity, { moneyFen: 1000 });
  await changeHousehold(left, taken);
  expect(await counter.creditOf(taken.electricity)).toBeGreaterThan(20_000);
  await counter.sell(left.electricity, { moneyFen: 2000 });

  const reversalId = await askBack(saleId);
  expect((await supervisor.refusedSigned(approveReversal, { reversalId })).code).toBe('credit.used');
  expect(await counter.creditOf(left.electricity)).toBeGreaterThan(40_000);
});

test('nobody leaves while a delivery is under way: its meter would be the next household’s', async () => {
  const [room, to] = [await counter.addRoom('35-101'), await counter.addRoom('36-101')];
  const remote = await counter.addMeter(room, { delivery: 'network', creditUnit: 'money' });
  const wanted = { moneyFen: 2000 };
  const input = counter.saleInput(remote, wanted, await counter.quote(remote, wanted));
  network.script('throw');
  expect((await clerk.refused(sellCredit, input)).code).toBe('system.internal');
  const leaving = { accountId: room.accountId, toAccountId: to.accountId, reason: '退房' };
  const readings = [{ meterId: room.electricity, totalMilli: milli(0) }];
  expect((await supervisor.refused(closeAccount, { ...leaving, readings })).code).toBe('sale.undelivered');
  counter.later(60);
  await counter.app.runAllJobs(counter.siteId);
  await changeHousehold(room, to, remote);
  expect(network.creditOf(remote)).toBe(2000);
});

test('what a former household paid for is not delivered to the present one; the money goes back', async () => {
  const [left, to] = [await counter.addRoom('33-101'), await counter.addRoom('34-101')];
  const remote = await counter.addMeter(left, { delivery: 'network', creditUnit: 'money' });
  network.script({ notApplied: 'unreachable' });
  const { saleId } = await counter.sell(remote, { moneyFen: 2000 });
  await changeHousehold(left, to, remote);

  expect((await clerk.refused(deliverAgain, { saleId })).code).toBe('sale.household_left');
  expect(network.creditOf(remote)).toBe(0);
  expect(await counter.sell(remote, { moneyFen: 1000 })).toMatchObject({ state: 'delivered', purchaseCount: 1 });

  const reversalId = await askBack(saleId);
  await supervisor.signed(approveReversal, { reversalId });
  expect(await clerk.call(payBack, { reversalId })).toMatchObject({ reversal: { state: 'paid-back' } });
  expect((await verifyHouse(counter.database.owner, whatIsVerified())).faults).toEqual([]);
});
