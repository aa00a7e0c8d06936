/** What is done about a recharge that nobody can say anything about. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../../shared/values/ids.ts';
import { atRecharge, type NetworkSite, openNetworkSite } from '../../../../test/support/network-site.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { blockMeter } from '../../metering/index.ts';
import { networkDriver } from '../driver.ts';
import { recharges } from '../queries/recharges.ts';
import { supplies } from '../queries/supplies.ts';
import { approveSupply } from './approve-supply.ts';
import { decideRecharge } from './decide-recharge.ts';
import { detachMeter } from './detach-meter.ts';
import { recordDisplay } from './record-display.ts';
import { refuseSupply } from './refuse-supply.ts';
import { requestSupply } from './request-supply.ts';

let site: NetworkSite;
beforeAll(async () => {
  site = await openNetworkSite(
    { meters: 6, each: { moneyFen: 0, purchaseCount: 0, purchasedTotalFen: 0, loadWatts: 0 } },
    { retries: 0 },
  );
});
afterAll(() => site.close());

const driverOf = (link = site.link) => networkDriver({ pool: site.db.app, clock: site.clock, link });
const [supervisor, technician, clerk] = [
  () => site.as('vending-supervisor'),
  () => site.as('vending-technician'),
  () => site.as('vending-clerk'),
];
const later = (): void =>
  site.clock.set(new Date(Date.parse(site.clock.now()) + 60_000).toISOString() as ReturnType<typeof site.clock.now>);

/** A recharge of 10 yuan between which somebody else's purchase has come. */
async function foreign() {
  const { meterId, address } = await site.attach();
  const meter = site.simulator.meter(address);
  const requestId = newId();
  const link = atRecharge(site.link, { before: () => meter.buyElsewhere(300) });
  const outcome = await driverOf(link).deliver({
    requestId,
    meterId,
    kind: 'purchase',
    amount: 1000,
    unit: 'money',
    purchaseCount: 1,
    document: { kind: 'sale', id: newId() },
    by: clerk().actor,
  });
  expect(outcome).toEqual({ result: 'unknown', reason: 'foreign-write' });
  later();
  return { meterId, requestId };
}

it('a supervisor decides on what a technician read, and signs; the lookup says the same', async () => {
  const { meterId, requestId } = await foreign();
  const decide = { requestId, applied: false, reason: '表内为他处充值', signatures: [newId()] };
  expect(await supervisor().refused(decideRecharge, decide)).toBe('recharge.no_display');
  expect(await technician().refused(detachMeter, { meterId, note: '拆表' })).toBe('recharge.open');
  expect(await technician().refused(recordDisplay, { meterId, shownCount: 1 })).toBe('display.unit_missing');
  await technician().call(recordDisplay, { meterId, shownCount: 1, shownFen: 300 });
  expect(await clerk().refused(decideRecharge, decide)).toBe('post.not_allowed');
  await supervisor().call(decideRecharge, decide);
  expect(await driverOf().lookup(site.siteId, requestId)).toEqual({ result: 'notApplied', reason: 'refused-by-meter' });
  expect(await supervisor().refused(decideRecharge, decide)).toBe('recharge.not_open');
  const { rows } = await supervisor().ask<{ rows: object[] }>(recharges, { show: 'all', meterId });
  expect(rows).toMatchObject([{ state: 'NOT_APPLIED', evidence: 'decision', can: [] }]);
});

it('emergency supply is decided by somebody else than who asked, once', async () => {
  const { meterId } = await foreign();
  await transaction(site.db.app, (tx) =>
    blockMeter(tx, clerk().actor, { meterId, reason: 'foreign-write', note: '测试', at: site.clock.now() }),
  );
  const ask = { meterId, reason: '宿舍断电', minutes: 120 };
  const { supplyId } = await clerk().call<{ supplyId: string }>(requestSupply, ask);
  expect(await clerk().refused(approveSupply, { supplyId, signatures: [newId()] })).toBe('post.not_allowed');
  const refused = await supervisor().call(refuseSupply, { supplyId, reason: '已到账，无须应急' });
  expect(refused).toMatchObject({ supplyNo: 'YJ-1', state: 'refused', refusal: '已到账，无须应急', can: [] });
  expect(await supervisor().refused(approveSupply, { supplyId, signatures: [newId()] })).toBe('state.illegal_move');
  const second = await clerk().call<{ supplyId: string; supplyNo: string }>(requestSupply, ask);
  expect(second.supplyNo).toBe('YJ-2');
  await supervisor().call(approveSupply, { supplyId: second.supplyId, signatures: [newId()] });
  const again = { supplyId: second.supplyId, signatures: [newId()] };
  expect(await supervisor().refused(approveSupply, again)).toBe('state.illegal_move');
  const { rows } = await technician().ask<{ rows: object[] }>(supplies, { meterId });
  expect(rows).toMatchObject([{ state: 'approved' }, { state: 'refused' }]);
});
