import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typeIn } from '../../../../../shared/tokens/openpaygo/decode.ts';
import { newId } from '../../../../../shared/values/ids.ts';
import { describeDriver } from '../../../../../test/support/driver-contract.ts';
import { household } from '../../../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../../../test/support/one-site.ts';
import {
  meterAsDelivered,
  TEST_DEVICE,
  TEST_KEY_FILE,
  type TestKeys,
  testKeys,
} from '../../../../../test/support/vending-keys.ts';
import type { DeliveryRequest } from '../../../metering/index.ts';
import { registerPaygoMeterOperation } from '../../operations/register-paygo-meter.ts';
import { registerStsMeterOperation } from '../../operations/register-sts-meter.ts';
import { tokenDriver } from './driver.ts';

let site: OneSite;
let keys: TestKeys;
beforeAll(async () => {
  keys = testKeys();
  site = await openSite('2026-03-02T01:00:00.000Z', { vendingKeys: keys });
});
afterAll(() => site.close());

const driver = () => tokenDriver({ pool: site.db.app, clock: site.clock, keys });
let plates = 0;

async function stsMeter(wanted: object = {}): Promise<string> {
  const { meterId } = await household(site, { delivery: 'token', ...wanted });
  plates += 1;
  await site.as('vending-technician').call(registerStsMeterOperation(keys), {
    meterId,
    number: String(plates).padStart(11, '0'),
    supplyGroup: '123457',
  });
  return meterId;
}

const requestFor = (meterId: string, amount = 100, purchaseCount = 1): DeliveryRequest => ({
  requestId: newId(),
  meterId,
  kind: 'purchase',
  amount,
  unit: 'energy',
  purchaseCount,
  document: { kind: 'sale', id: newId() },
  by: site.as('vending-clerk').actor,
});

async function digitsOf(meterId: string): Promise<string[]> {
  const { rows } = await site.db.app.query(
    `select digits from token where meter_id = $1 and state = 'issued' order by reserved_at, token_id`,
    [meterId],
  );
  return rows.map((row) => row.digits);
}
const numberOf = async (meterId: string): Promise<string> =>
  (await site.db.app.query('select number from token_meter where meter_id = $1', [meterId])).rows[0].number;

/** Every token made for the meter is typed into it; what it then shows, in thousandths. */
async function typedIn(meterId: string): Promise<number> {
  const meter = meterAsDelivered(await numberOf(meterId));
  for (const digits of await digitsOf(meterId)) expect(meter.enter(digits)).toHaveProperty('accepted', 'credit');
  return meter.tenths * 100;
}

describeDriver('token, STS', () => ({
  driver: driver(),
  request: async () => requestFor(await stsMeter()),
  creditOf: typedIn,
}));

describeDriver('token, OpenPAYGO', () => ({
  driver: driver(),
  async request() {
    // One device of the key file, always in a new meter.
    await site.db.owner.query(`update token_meter set number = number || '-' || $1 where scheme = 'openpaygo'`, [
      newId(),
    ]);
    const { meterId } = await household(site, { delivery: 'token' });
    await site
      .as('vending-technician')
      .call(registerPaygoMeterOperation(keys), { meterId, serial: TEST_DEVICE.serial, stepMilli: 50 });
    return requestFor(meterId);
  },
  async creditOf(meterId) {
    const device = {
      key: Uint8Array.from(Buffer.from(TEST_DEVICE.key, 'hex')),
      startingCode: TEST_DEVICE.startingCode,
    };
    let memory = { count: 0, used: [] as readonly number[] };
    let value = 0;
    for (const digits of await digitsOf(meterId)) {
      const typed = typeIn(device, { extended: false, restricted: false }, memory, digits);
      if (!typed.taken) throw new Error('the device does not take it');
      memory = typed.memory;
      value += typed.value;
    }
    return value * 50;
  },
}));

describe('tokens of STS', () => {
  it('one minute, many purchases: each its own identifier, all taken by the meter', async () => {
    const meterId = await stsMeter();
    for (const purchaseCount of [1, 2, 3, 4])
      expect(await driver().deliver(requestFor(meterId, 1_638_400, purchaseCount))).toMatchObject({
        result: 'applied',
      });
    const { rows } = await site.db.app.query(
      'select count(distinct identifier)::int as n, max(identifier) - min(identifier) as apart from token where meter_id = $1',
      [meterId],
    );
    expect(rows[0]).toEqual({ n: 4, apart: 3 });
    expect(await typedIn(meterId)).toBe(4 * 1_638_400);
  });

  it('what no token carries exactly is not delivered', async () => {
    const meterId = await stsMeter();
    const outcome = await driver().deliver(requestFor(meterId, 182_016_200));
    expect(outcome).toEqual({ result: 'notApplied', reason: 'not-representable' });
    expect(await digitsOf(meterId)).toEqual([]);
  });

  it('credit carried from another meter goes up to the next step, or its new meter would never get it', async () => {
    const meterId = await stsMeter();
    expect(await driver().deliver({ ...requestFor(meterId, 12_345), kind: 'carry-in' })).toMatchObject({
      result: 'applied',
    });
    expect(await typedIn(meterId)).toBe(12_400);
    const large = await stsMeter();
    await driver().deliver({ ...requestFor(large, 1_638_401), kind: 'carry-in' });
    expect(await typedIn(large)).toBe(1_639_400);
  });

  it('the token is the meter’s own: another takes nothing from it', async () => {
    const [mine, other] = [await stsMeter(), await stsMeter()];
    await driver().deliver(requestFor(mine));
    const [digits] = await digitsOf(mine);
    expect(meterAsDelivered(await numberOf(other)).enter(digits!)).toEqual({ rejected: 'not-a-token' });
    const meter = meterAsDelivered(await numberOf(mine));
    expect([meter.enter(digits!), meter.enter(digits!)]).toEqual([
      { accepted: 'credit', tenths: 1 },
      { rejected: 'used' },
    ]);
  });

  it('without the key nothing is delivered; with it again, the same purchase goes through', async () => {
    const meterId = await stsMeter();
    const request = requestFor(meterId);
    keys.replace(null);
    expect(await driver().deliver(request)).toEqual({ result: 'notApplied', reason: 'no-key' });
    keys.replace(TEST_KEY_FILE);
    // That request has ended; the sale is delivered again by another, with the same purchase count.
    expect(await driver().deliver(request)).toEqual({ result: 'notApplied', reason: 'no-key' });
    expect(await driver().deliver({ ...request, requestId: newId() })).toMatchObject({ result: 'applied' });
    expect(await typedIn(meterId)).toBe(100);
  });

  it('while the keys cannot be reached it is not known; looking it up finishes it, once', async () => {
    const meterId = await stsMeter();
    const request = requestFor(meterId);
    keys.replace('unusable');
    expect(await driver().deliver(request)).toEqual({ result: 'unknown', reason: 'no-answer' });
    expect(await driver().lookup(site.siteId, request.requestId)).toMatchObject({ result: 'unknown' });
    keys.replace(TEST_KEY_FILE);
    const outcomes = await Promise.all([1, 2, 3].map(() => driver().lookup(site.siteId, request.requestId)));
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['applied']));
    expect(await typedIn(meterId)).toBe(100);
  });

  it('a meter that is not registered, or whose base date is over, is given nothing', async () => {
    const { meterId } = await household(site, { delivery: 'token' });
    expect(await driver().deliver(requestFor(meterId))).toEqual({ result: 'notApplied', reason: 'not-registered' });
    const old = await stsMeter();
    await site.db.owner.query('update token_meter set base_year = 1993 where meter_id = $1', [old]);
    expect(await driver().deliver(requestFor(old))).toEqual({ result: 'notApplied', reason: 'no-identifier' });
  });
});
