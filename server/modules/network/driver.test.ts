import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../shared/values/ids.ts';
import { describeDriver } from '../../../test/support/driver-contract.ts';
import { atRecharge, type NetworkSite, openNetworkSite } from '../../../test/support/network-site.ts';
import { createLog } from '../../platform/log.ts';
import type { DeliveryRequest } from '../metering/index.ts';
import { networkDriver } from './driver.ts';
import { createMeterLink } from './index.ts';
import { recordDisplay } from './operations/record-display.ts';

const EMPTY = { moneyFen: 0, purchaseCount: 0, purchasedTotalFen: 0, loadWatts: 0 };

let site: NetworkSite;
beforeAll(async () => {
  site = await openNetworkSite({ meters: 60, lines: 2, each: EMPTY }, { retries: 1 });
});
afterAll(() => site.close());

const driver = (link = site.link) => networkDriver({ pool: site.db.app, clock: site.clock, link });
const addresses = new Map<string, string>();
const meterOf = ({ meterId }: DeliveryRequest) => site.simulator.meter(addresses.get(meterId)!);

async function fresh(protocol: 'dlt645-plain' | 'dlt645-order' = 'dlt645-plain'): Promise<DeliveryRequest> {
  const { meterId, address } = await site.attach({ protocol });
  addresses.set(meterId, address);
  return {
    requestId: newId(),
    meterId,
    kind: 'purchase',
    amount: 100,
    unit: 'money',
    purchaseCount: 1,
    document: { kind: 'sale', id: newId() },
    by: site.as('vending-clerk').actor,
  };
}

describeDriver('network, plain', () => ({
  driver: driver(),
  request: () => fresh(),
  creditOf: async (meterId) => site.simulator.meter(addresses.get(meterId)!).electricity.moneyLeftFen,
}));

async function pathOf({ requestId }: DeliveryRequest): Promise<string> {
  const { rows } = await site.db.app.query('select path from meter_recharge where request_id = $1', [requestId]);
  return rows[0].path;
}

const lookup = (wanted: DeliveryRequest, link = site.link) => driver(link).lookup(site.siteId, wanted.requestId);

describe('what can happen to a recharge', () => {
  it('its answer is lost: read back, found applied, never sent again', async () => {
    const wanted = await fresh();
    const meter = meterOf(wanted);
    const link = atRecharge(site.link, {
      before: () => meter.setFaults({ loseAnswer: 1 }),
      after: () => meter.setFaults({ loseAnswer: 0 }),
    });
    expect(await driver(link).deliver(wanted)).toMatchObject({ result: 'applied', readBack: { balance: 100 } });
    expect(meter.electricity.purchases).toHaveLength(1);
    expect(await pathOf(wanted)).toBe('CREATED>AUTHORISED>SENT>NO_ANSWER>READBACK>APPLIED');
  });

  it('the meter answers an error and has taken it', async () => {
    const wanted = await fresh();
    meterOf(wanted).setFaults({ errorAfterApply: 1 });
    expect(await driver().deliver(wanted)).toMatchObject({ result: 'applied' });
    expect(meterOf(wanted).electricity).toMatchObject({ moneyLeftFen: 100, purchaseCount: 1 });
    expect(await pathOf(wanted)).toBe('CREATED>AUTHORISED>SENT>NACKED>READBACK>APPLIED');
  });

  it('the request itself is lost: not applied, and the same count is delivered again', async () => {
    const wanted = await fresh();
    const meter = meterOf(wanted);
    const link = atRecharge(site.link, {
      before: () => meter.setFaults({ loseRequest: 1 }),
      after: () => meter.setFaults({ loseRequest: 0 }),
    });
    expect(await driver(link).deliver(wanted)).toEqual({ result: 'notApplied', reason: 'no-answer' });
    expect(meter.electricity.moneyLeftFen).toBe(0);
    expect(await driver().deliver(wanted)).toEqual({ result: 'notApplied', reason: 'no-answer' });
    expect(await driver().deliver({ ...wanted, requestId: newId() })).toMatchObject({ result: 'applied' });
    expect(meter.electricity.moneyLeftFen).toBe(100);
  });

  it('the meter goes silent: unknown, nothing more is delivered, and a later look finds it applied', async () => {
    const wanted = await fresh();
    const meter = meterOf(wanted);
    const link = atRecharge(site.link, { after: () => meter.setDead(true) });
    expect(await driver(link).deliver(wanted)).toEqual({ result: 'unknown', reason: 'no-read-back' });
    expect(await driver().deliver({ ...wanted, requestId: newId() })).toEqual({
      result: 'notApplied',
      reason: 'delivery-open',
    });
    expect(await lookup(wanted)).toEqual({ result: 'unknown', reason: 'no-read-back' });
    meter.setDead(false);
    expect(await lookup(wanted)).toMatchObject({ result: 'applied', readBack: { purchaseCount: 1, balance: 100 } });
    expect(meter.electricity.purchases).toHaveLength(1);
    expect(await pathOf(wanted)).toBe('CREATED>AUTHORISED>SENT>ACKED>READBACK>UNKNOWN>READBACK>APPLIED');
  });

  it('somebody else sells in between: never taken for one’s own', async () => {
    const wanted = await fresh();
    const meter = meterOf(wanted);
    const link = atRecharge(site.link, { before: () => meter.buyElsewhere(7000) });
    expect(await driver(link).deliver(wanted)).toEqual({ result: 'unknown', reason: 'foreign-write' });
    expect(meter.electricity.purchases).toHaveLength(1);
    expect(await lookup(wanted)).toEqual({ result: 'unknown', reason: 'foreign-write' });
  });

  it('the meter is dead beforehand: nothing is sent, nothing is unknown', async () => {
    const wanted = await fresh();
    meterOf(wanted).setDead(true);
    expect(await driver().deliver(wanted)).toEqual({ result: 'notApplied', reason: 'unreachable' });
    expect(await pathOf(wanted)).toBe('CREATED>AUTHORISED>NOT_APPLIED');
  });

  it('the process dies after sending: delivering again only reads', async () => {
    const wanted = await fresh();
    const link = atRecharge(site.link, {
      after: () => {
        throw new Error('the process dies');
      },
    });
    await expect(driver(link).deliver(wanted)).rejects.toThrow('the process dies');
    expect(await driver().deliver(wanted)).toMatchObject({ result: 'applied' });
    expect(meterOf(wanted).electricity.purchases).toHaveLength(1);
    expect(await pathOf(wanted)).toBe('CREATED>AUTHORISED>SENT>NO_ANSWER>READBACK>APPLIED');
  });

  it('two servers are asked for the same at the same moment: one recharge', async () => {
    const log = createLog({ level: 'silent' });
    const second = createMeterLink({ pool: site.db.app, clock: site.clock, log });
    const wanted = await fresh();
    const outcomes = await Promise.all([driver().deliver(wanted), driver(second).deliver(wanted)]);
    expect(outcomes).toMatchObject([{ result: 'applied' }, { result: 'applied' }]);
    expect(meterOf(wanted).electricity.purchases).toHaveLength(1);
    await second.close();
  });

  it('what a technician reads from the display settles it where the line stays dead', async () => {
    const wanted = await fresh();
    const meter = meterOf(wanted);
    const link = atRecharge(site.link, { after: () => meter.setDead(true) });
    await driver(link).deliver(wanted);
    site.clock.set(new Date(Date.parse(site.clock.now()) + 60_000).toISOString() as never);
    await site.as('vending-technician').call(recordDisplay, { meterId: wanted.meterId, shownCount: 1, shownFen: 100 });
    expect(await lookup(wanted)).toMatchObject({ result: 'applied', readBack: { balance: 100 } });
  });
});

it('by order number the same credit is one order, however often it is delivered', async () => {
  const order = await openNetworkSite({ meters: 1, each: { ...EMPTY, variant: 'order-number' } });
  try {
    const { meterId, address } = await order.attach({ protocol: 'dlt645-order' });
    const meter = order.simulator.meter(address);
    const wanted: DeliveryRequest = {
      requestId: newId(),
      meterId,
      kind: 'grant',
      amount: 2500,
      unit: 'money',
      purchaseCount: 1,
      document: { kind: 'grant', id: newId() },
      by: order.as('vending-supervisor').actor,
    };
    const at = (link = order.link) => networkDriver({ pool: order.db.app, clock: order.clock, link });
    const link = atRecharge(order.link, {
      before: () => meter.setFaults({ loseAnswer: 1 }),
      after: () => meter.setFaults({ loseAnswer: 0 }),
    });
    expect(await at(link).deliver(wanted)).toMatchObject({ result: 'applied', readBack: { balance: 2500 } });
    expect(await at().deliver({ ...wanted, requestId: newId() })).toMatchObject({ result: 'notApplied' });
    expect(await at().deliver({ ...wanted, requestId: newId(), purchaseCount: 2 })).toMatchObject({
      result: 'applied',
    });
    expect(meter.electricity).toMatchObject({ moneyLeftFen: 5000 });
    const { rows } = await order.db.app.query('select order_no from meter_recharge where order_no is not null');
    expect(new Set(rows.map((row) => row.order_no)).size).toBe(2);
  } finally {
    await order.close();
  }
});
