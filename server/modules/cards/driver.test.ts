/** The card driver against the real agent and virtual cards and meters. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../shared/values/ids.ts';
import { type CardDesk, openCardDesk, terminalOfKey } from '../../../test/support/card-desk.ts';
import { describeDriver } from '../../../test/support/driver-contract.ts';
import { household } from '../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../test/support/one-site.ts';
import { createLive } from '../../platform/live.ts';
import { createLog } from '../../platform/log.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { type Counters, openCounters } from '../devices/index.ts';
import type { DeliveryDriver, DeliveryRequest } from '../metering/index.ts';
import { cardDriver } from './driver.ts';
import { issueCard } from './operations/issue-card.ts';
import { readCard } from './operations/read-card.ts';
import { receiveCards } from './operations/receive-cards.ts';

let site: OneSite;
let counters: Counters;
let desk: CardDesk;
let driver: DeliveryDriver;
let live: ReturnType<typeof createLive>;
const parts = { agents: undefined as never };

beforeAll(async () => {
  site = await openSite('2026-03-02T01:00:00.000Z', parts);
  live = createLive(site.db.app, null);
  const log = createLog({ level: 'silent' });
  counters = openCounters({ pool: site.db.app, clock: site.clock, log, live, connect: null });
  parts.agents = counters.agents as never;
  driver = cardDriver({ pool: site.db.app, clock: site.clock, agents: counters.agents });
  desk = await openCardDesk({ clock: site.clock, counters, enrol: (key) => terminalOfKey(site, key) });
});
afterAll(async () => {
  await desk.stop();
  await counters.close();
  await live.close();
  await site.close();
});

const clerk = (): Actor => ({ ...site.as('vending-clerk').actor, terminalId: desk.terminalId });
const act = (operation: typeof readCard, input: object) =>
  site.runner.operate(operation, clerk(), newId(), input) as Promise<{ onReader: { readingId: string } }>;

let meters = 0;
/** A meter with a written card that was read and lies on the reader. */
async function cardMeter(): Promise<{ meterId: string; meterNo: string }> {
  meters += 1;
  const meterNo = String(70_000_000 + meters);
  const { meterId } = await household(site, { delivery: 'card', creditUnit: 'money', meterNo });
  await site.as('vending-technician').call(receiveCards, { serials: [desk.blank()], reference: '送货单' });
  const { onReader } = await act(readCard, {});
  await act(issueCard, { readingId: onReader.readingId, meterId, expectedFen: 0 });
  await act(readCard, {});
  return { meterId, meterNo };
}

const numbers = new Map<string, string>();
const requestFor = (meterId: string): DeliveryRequest => ({
  requestId: newId(),
  meterId,
  kind: 'purchase',
  amount: 100,
  unit: 'money',
  purchaseCount: 1,
  document: { kind: 'sale', id: newId() },
  by: clerk(),
});

describeDriver('card', () => ({
  driver: {
    kind: 'card',
    deliver: (request) => driver.deliver(request),
    lookup: (siteId, requestId) => driver.lookup(siteId, requestId),
  },
  async request() {
    const { meterId, meterNo } = await cardMeter();
    numbers.set(meterId, meterNo);
    return requestFor(meterId);
  },
  // The card that lies on the reader goes into its meter; in again, it gives nothing more.
  async creditOf(meterId) {
    return desk.insert(numbers.get(meterId)!).remainingFen;
  },
}));

it('does not write without a counter, a reading, or a meter that takes money by card', async () => {
  const { meterId } = await cardMeter();
  const wanted = requestFor(meterId);
  const nowhere = { ...wanted, by: { ...wanted.by, terminalId: null } };
  expect(await driver.deliver(nowhere)).toEqual({ result: 'notApplied', reason: 'counter-offline' });
  const elsewhere = { ...wanted, by: { ...wanted.by, terminalId: newId() } };
  expect(await driver.deliver(elsewhere)).toEqual({ result: 'notApplied', reason: 'not-read' });
  expect(await driver.deliver({ ...wanted, unit: 'energy' })).toEqual({ result: 'notApplied', reason: 'unit-differs' });
  expect(await driver.deliver(requestFor(newId()))).toEqual({ result: 'notApplied', reason: 'no-such-meter' });
  const { meterId: bare } = await household(site, { delivery: 'card', creditUnit: 'money' });
  expect(await driver.deliver(requestFor(bare))).toEqual({ result: 'notApplied', reason: 'other-card' });
  expect(await driver.deliver(wanted)).toMatchObject({ result: 'applied' });
});

it('torn out after the wallet: unknown until the card is there again, then applied, never written twice', async () => {
  const { meterId, meterNo } = await cardMeter();
  const { rows } = await site.db.owner.query('select serial from card where meter_id = $1', [meterId]);
  const { serial } = rows[0];
  const wanted = requestFor(meterId);
  // The last commands read the card again: whichever is torn, the wallet was written.
  desk.chip(serial).tearAt(24, 'before');
  expect(await driver.deliver(wanted)).toEqual({ result: 'unknown', reason: 'torn' });
  expect(await driver.lookup(site.siteId, wanted.requestId)).toEqual({ result: 'unknown', reason: 'torn' });
  expect(await driver.deliver({ ...wanted, requestId: newId() })).toMatchObject({ reason: 'write-open' });
  desk.blank();
  expect(await driver.lookup(site.siteId, wanted.requestId)).toMatchObject({ result: 'unknown' });
  desk.lay(serial);
  const found = await driver.lookup(site.siteId, wanted.requestId);
  expect(found).toMatchObject({ result: 'applied', readBack: { purchaseCount: 1 } });
  expect(await driver.deliver(wanted)).toEqual(found);
  expect(desk.insert(meterNo).remainingFen).toBe(100);
});
