/** Credit that leaves a meter which holds it itself, and is brought to another: replace-meter, close-account, open-account, deliver-carry. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { emptyRoom, household, installMeter } from '../../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../../test/support/one-site.ts';
import { type ScriptedDriver, scriptedDriver } from '../../../../test/support/scripted-driver.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { moveCredit } from '../credit.ts';
import { carriedCredits } from '../queries/carried-credits.ts';
import { registerStandSource } from '../stand.ts';
import { closeAccount } from './close-account.ts';
import { deliverCarry } from './deliver-carry.ts';
import { openAccount } from './open-account.ts';
import { replaceMeter } from './replace-meter.ts';
import { unblockMeter } from './unblock-meter.ts';

let site: OneSite;
let driver: ScriptedDriver;
const technician = () => site.as('vending-technician');
const supervisor = () => site.as('vending-supervisor');
const later = (): void => void site.clock.set(addSeconds(site.clock.now(), 3_600));

beforeAll(async () => {
  driver = scriptedDriver('network');
  site = await openSite(undefined, { delivery: { network: driver } });
});
afterAll(() => site.close());

/** What was bought for the meter and lies in it. */
async function bought(meterId: string, amount: number): Promise<void> {
  const { actor } = site.as('vending-clerk');
  await transaction(site.db.app, async (tx) => {
    const document = { kind: 'sale', id: newId() };
    const at = site.clock.now();
    await moveCredit(tx, actor, { meterId, kind: 'purchase', amount, document, at, elsewhere: true });
  });
}

async function ledger(meterId: string): Promise<string> {
  const { rows } = await site.db.owner.query(
    'select kind, amount, balance_after, purchase_count as n from credit_movement where meter_id = $1 order by seq',
    [meterId],
  );
  return rows.map((row) => `${row.kind} ${row.amount} = ${row.balance_after} #${row.n ?? '-'}`).join(' / ');
}

let number = 0;
const change = (meterId: string, rest: object = {}) => {
  number += 1;
  return {
    meterId,
    finalReading: { totalMilli: 6_000 },
    newMeterNo: `C-${number}`,
    newInitialMilli: 0,
    reason: '表计损坏',
    ...rest,
  };
};
type Changed = { newMeterId: string; carried: number; toBring: boolean };
const carriedOf = async (meterId: string) =>
  (await technician().ask<{ rows: { carryId: string; state: string; can: string[] }[] }>(carriedCredits, { meterId }))
    .rows;
const blocksOf = async (meterId: string): Promise<string[]> => {
  const { rows } = await site.db.owner.query(
    'select reason from meter_block where meter_id = $1 and lifted_at is null order by reason',
    [meterId],
  );
  return rows.map(({ reason }) => reason);
};

it('opens the new network meter with what was left in the old one, as its first purchase', async () => {
  const home = await household(site, { delivery: 'network' });
  await bought(home.meterId, 50_000);
  later();
  expect(await technician().refused(replaceMeter, change(home.meterId))).toBe('meter.stand_missing');
  expect(await technician().refused(replaceMeter, change(home.meterId, { remaining: 50_001 }))).toBe(
    'meter.stand_impossible',
  );
  const changed = await technician().call<Changed>(replaceMeter, change(home.meterId, { remaining: 44_000 }));
  expect(changed).toMatchObject({ carried: 44_000, toBring: true });
  expect(await ledger(home.meterId)).toBe('purchase 50000 = 0 #1 / carry-out -44000 = 0 #-');
  expect(await blocksOf(changed.newMeterId)).toEqual(['carry-waiting']);
  const [waiting] = await carriedOf(changed.newMeterId);
  expect(waiting).toMatchObject({ state: 'waiting', amountMilli: 44_000, can: ['metering.deliver-carry'] });
  expect(await site.as('cashier').refused(deliverCarry, { carryId: waiting!.carryId })).toBe('post.not_allowed');

  expect(await technician().call(deliverCarry, { carryId: waiting!.carryId })).toMatchObject({ state: 'delivered' });
  expect(driver.creditOf(changed.newMeterId)).toBe(44_000);
  expect(await ledger(changed.newMeterId)).toBe('carry-in 44000 = 0 #1');
  expect(await blocksOf(changed.newMeterId)).toEqual([]);
  expect(await technician().refused(deliverCarry, { carryId: waiting!.carryId })).toBe('carry.not_waiting');
  expect(driver.creditOf(changed.newMeterId)).toBe(44_000);
});

it('goes by what the meter itself has just said, and by nobody who says otherwise', async () => {
  const home = await household(site, { delivery: 'network' });
  await bought(home.meterId, 50_000);
  later();
  const at = site.clock.now();
  registerStandSource('network', async (_tx, _site, meterId) =>
    meterId === home.meterId ? { remaining: 41_000, at } : null,
  );
  expect(await technician().refused(replaceMeter, change(home.meterId, { remaining: 44_000 }))).toBe(
    'meter.stand_differs',
  );
  expect(await technician().call<Changed>(replaceMeter, change(home.meterId))).toMatchObject({ carried: 41_000 });
  const { rows } = await site.db.owner.query('select source, remaining from meter_stand where meter_id = $1', [
    home.meterId,
  ]);
  expect(rows).toEqual([{ source: 'network', remaining: 41_000 }]);
});

it('looks up what it does not know and never brings it twice', async () => {
  const home = await household(site, { delivery: 'network' });
  await bought(home.meterId, 9_000);
  later();
  const { newMeterId } = await technician().call<Changed>(replaceMeter, change(home.meterId, { remaining: 8_000 }));
  const { carryId } = (await carriedOf(newMeterId))[0]!;
  driver.script('apply-and-lose-answer');
  expect(await technician().call(deliverCarry, { carryId })).toMatchObject({ state: 'unknown' });
  expect(await blocksOf(newMeterId)).toEqual(['carry-waiting']);
  const { rows } = await site.db.owner.query('select block_id from meter_block where meter_id = $1', [newMeterId]);
  expect(await supervisor().refused(unblockMeter, { blockId: rows[0].block_id, note: '先放开' })).toBe(
    'meter.block_not_yours',
  );
  expect(await technician().call(deliverCarry, { carryId })).toMatchObject({ state: 'delivered' });
  expect(driver.creditOf(newMeterId)).toBe(8_000);
  expect(await ledger(newMeterId)).toBe('carry-in 8000 = 0 #1');
});

it('tries again with the same count what the meter refused', async () => {
  const home = await household(site, { delivery: 'network' });
  await bought(home.meterId, 9_000);
  later();
  const { newMeterId } = await technician().call<Changed>(replaceMeter, change(home.meterId, { remaining: 8_000 }));
  const { carryId } = (await carriedOf(newMeterId))[0]!;
  driver.script({ notApplied: 'refused-by-meter' });
  expect(await technician().call(deliverCarry, { carryId })).toMatchObject({
    state: 'waiting',
    reason: { zh: '表计拒绝' },
  });
  expect(await technician().refused(replaceMeter, change(newMeterId, { remaining: 0 }))).toBe('meter.blocked');
  expect(await technician().call(deliverCarry, { carryId })).toMatchObject({ state: 'delivered' });
  expect(driver.creditOf(newMeterId)).toBe(8_000);
});

it('changes from a balance kept here to a network meter, and refuses to hand it a debt', async () => {
  const home = await household(site);
  const { actor } = site.as('vending-clerk');
  const at = site.clock.now();
  await transaction(site.db.app, async (tx) => {
    await moveCredit(tx, actor, {
      meterId: home.meterId,
      kind: 'purchase',
      amount: 5_000,
      document: { kind: 'sale', id: newId() },
      at,
    });
  });
  later();
  const wanted = change(home.meterId, { newDelivery: 'network' });
  expect(await technician().refused(replaceMeter, wanted)).toBe('meter.overdraft');
  const changed = await technician().call<Changed>(replaceMeter, { ...wanted, finalReading: { totalMilli: 2_000 } });
  expect(changed).toMatchObject({ carried: 3_000, toBring: true });
  expect(await ledger(home.meterId)).toBe(
    'purchase 5000 = 5000 #1 / consumption -2000 = 3000 #- / carry-out -3000 = 0 #-',
  );
});

it('a household takes along what is in its meter; the meter is not sold to before it is cleared', async () => {
  const home = await household(site, { delivery: 'network' });
  await bought(home.meterId, 9_000);
  later();
  const close = { accountId: home.accountId, readings: [], reason: '毕业离校' };
  expect(await supervisor().refused(closeAccount, close)).toBe('meter.stand_missing');
  const stands = [{ meterId: home.meterId, remaining: 7_000 }];
  expect(await supervisor().call(closeAccount, { ...close, stands })).toMatchObject({
    carried: [{ meterId: home.meterId, amount: 7_000, to: 'customer' }],
  });
  expect(await blocksOf(home.meterId)).toEqual(['not-cleared']);

  const roomId = await emptyRoom(site);
  const [meterId] = await installMeter(site, roomId, { delivery: 'network' });
  await supervisor().call(openAccount, { roomId, categoryCode: 'dormitory', customerIds: [home.customerId] });
  const [waiting] = await carriedOf(meterId);
  expect(waiting).toMatchObject({ state: 'waiting', amountMilli: 7_000 });
  await technician().call(deliverCarry, { carryId: waiting!.carryId });
  expect(driver.creditOf(meterId)).toBe(7_000);
});
