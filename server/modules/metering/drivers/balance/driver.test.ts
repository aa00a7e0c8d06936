import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../../../shared/values/ids.ts';
import { describeDriver } from '../../../../../test/support/driver-contract.ts';
import { household } from '../../../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../../../test/support/one-site.ts';
import { scriptedDriver } from '../../../../../test/support/scripted-driver.ts';
import { transaction } from '../../../../platform/db/tx.ts';
import { Refusal } from '../../../../platform/operations/refuse.ts';
import { moveCredit } from '../../credit.ts';
import { type DeliveryRequest, driverOf, requireDeliverable } from '../driver.ts';
import { balanceDriver, deliverToBalance } from './driver.ts';

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const requestFor = (meterId: string): DeliveryRequest => ({
  requestId: newId(),
  meterId,
  kind: 'purchase',
  amount: 100,
  unit: 'energy',
  purchaseCount: 1,
  document: { kind: 'sale', id: newId() },
  by: site.as('vending-clerk').actor,
});
const creditOf = async (meterId: string): Promise<number> => {
  const { rows } = await site.db.app.query('select balance from meter_credit where meter_id = $1', [meterId]);
  return rows[0].balance;
};
const driver = () => balanceDriver({ pool: site.db.app, clock: site.clock });

describeDriver('balance', () => ({
  driver: driver(),
  request: async () => requestFor((await household(site)).meterId),
  creditOf,
}));

const scripted = scriptedDriver();
describeDriver('of the tests', () => ({
  driver: scripted,
  request: async () => requestFor(newId()),
  creditOf: async (meterId) => scripted.creditOf(meterId),
}));

it('delivers within a transaction of the caller, and not at all when that is rolled back', async () => {
  const { meterId } = await household(site);
  const request = requestFor(meterId);
  const broken = transaction(site.db.app, async (tx) => {
    expect(await deliverToBalance(tx, site.clock, request)).toMatchObject({ result: 'applied' });
    throw new Error('the sale fails');
  });
  await expect(broken).rejects.toThrow('the sale fails');
  expect(await creditOf(meterId)).toBe(0);
  expect(await driver().lookup(site.siteId, request.requestId)).toMatchObject({ result: 'notApplied' });
});

it('writes a chain record of its own with the movement, once', async () => {
  const { meterId } = await household(site);
  const request = requestFor(meterId);
  await driver().deliver(request);
  await driver().deliver(request);
  const { rows } = await site.db.owner.query(
    `select body from chain_record where operation = 'metering.deliver-balance' and body like $1`,
    [`%${request.requestId}%`],
  );
  expect(rows).toHaveLength(1);
  expect(JSON.parse(rows[0].body).facts).toMatchObject([
    { table: 'credit_movement', row: { meter_id: meterId, amount: 100, balance_after: 100, purchase_count: 1 } },
  ]);
});

it('does not deliver to a meter that is not there or counts another unit', async () => {
  expect(await driver().deliver(requestFor(newId()))).toEqual({ result: 'notApplied', reason: 'no-such-meter' });
  const { meterId } = await household(site, { creditUnit: 'money' });
  expect(await driver().deliver(requestFor(meterId))).toEqual({ result: 'notApplied', reason: 'unit-differs' });
});

it('refuses kinds without a driver, before any money', () => {
  for (const attempt of [() => driverOf({ balance: driver() }, 'card'), () => requireDeliverable('token')]) {
    expect(attempt).toThrow(expect.objectContaining({ code: 'delivery.no_driver' }));
  }
});

it('takes back only what is still there', async () => {
  const { meterId } = await household(site);
  await driver().deliver(requestFor(meterId));
  const move = (kind: 'consumption' | 'reversal' | 'correction', amount: number) =>
    transaction(site.db.app, (tx) =>
      moveCredit(tx, site.as('vending-supervisor').actor, {
        meterId,
        kind,
        amount,
        document: { kind: 'test', id: newId() },
        at: site.clock.now(),
      }),
    );
  await move('consumption', -60);
  await expect(move('reversal', -100)).rejects.toSatisfy(
    (error) => error instanceof Refusal && error.code === 'credit.used' && error.facts.balance === 40,
  );
  await expect(move('correction', -41)).rejects.toThrow(Refusal);
  await move('consumption', -50);
  expect(await creditOf(meterId)).toBe(-10);
});

it('keeps the balance equal to the sum of its movements under many at once', async () => {
  const { meterId } = await household(site);
  const actor = site.as('vending-technician').actor;
  await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      transaction(site.db.app, (tx) =>
        moveCredit(tx, actor, {
          meterId,
          kind: index % 3 === 0 ? 'grant' : 'consumption',
          amount: index % 3 === 0 ? 500 : -100,
          document: { kind: 'test', id: newId() },
          at: site.clock.now(),
        }),
      ),
    ),
  );
  const { rows } = await site.db.owner.query(
    `select sum(amount)::bigint as sum, max(seq) as seq, count(purchase_count)::int as issued,
       (array_agg(balance_after order by seq desc))[1] as last from credit_movement where meter_id = $1`,
    [meterId],
  );
  expect(rows[0]).toEqual({ sum: 2400, seq: 24, issued: 8, last: 2400 });
  expect(await creditOf(meterId)).toBe(2400);
});
