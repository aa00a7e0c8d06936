/** Readings and what they take from the credit; meters changed; households moving: record-reading, replace-meter, close-account. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { emptyRoom, type Household, household, installMeter } from '../../../../test/support/metered-site.ts';
import { type OneSite, openSite } from '../../../../test/support/one-site.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { consumedInPeriod, moveCredit } from '../index.ts';
import { creditMovements } from '../queries/credit-movements.ts';
import { heldCredits } from '../queries/held-credits.ts';
import { readings } from '../queries/readings.ts';
import { closeAccount } from './close-account.ts';
import { openAccount } from './open-account.ts';
import { recordReading } from './record-reading.ts';
import { replaceMeter } from './replace-meter.ts';

let site: OneSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const technician = () => site.as('vending-technician');
const supervisor = () => site.as('vending-supervisor');
/** The next moment; the clock goes on, so that readings follow each other. */
const later = (hours = 1): Instant => {
  site.clock.set(addSeconds(site.clock.now(), hours * 3600));
  return site.clock.now();
};
const read = (meterId: string, totalMilli: number, more: object = {}) =>
  technician().call<Record<string, unknown>>(recordReading, { meterId, totalMilli, readAt: later(), ...more });
const readRefused = (meterId: string, totalMilli: number, more: object = {}) =>
  technician().refused(recordReading, { meterId, totalMilli, readAt: later(), ...more });
const credit = (home: Pick<Household, 'meterId'>, amount: number) =>
  transaction(site.db.app, (tx) =>
    moveCredit(tx, supervisor().actor, {
      meterId: home.meterId,
      kind: 'purchase',
      amount,
      document: { kind: 'sale', id: newId() },
      at: site.clock.now(),
    }),
  );
/** 'purchase 5000 = 5000 / consumption -1200 = 3800', oldest first. */
const ledger = async (meterId: string): Promise<string> => {
  const { rows } = await supervisor().ask<{
    rows: {
      kind: string;
      amountMilli: number;
      amountFen: number;
      balanceAfterMilli: number;
      balanceAfterFen: number;
    }[];
  }>(creditMovements, { meterId });
  return rows
    .reverse()
    .map((row) => `${row.kind} ${row.amountMilli ?? row.amountFen} = ${row.balanceAfterMilli ?? row.balanceAfterFen}`)
    .join(' / ');
};

it('posts the difference of two readings as consumption, below zero if need be', async () => {
  const home = await household(site, { initialMilli: 100_000 });
  await credit(home, 5_000);
  expect(await read(home.meterId, 103_000)).toEqual({
    recorded: true,
    usedMilli: 3_000,
    mark: 'plain',
    charged: 3_000,
  });
  await read(home.meterId, 106_500);
  expect(await ledger(home.meterId)).toBe(
    'purchase 5000 = 5000 / consumption -3000 = 2000 / consumption -3500 = -1500',
  );
  const day = site.today();
  const used = await transaction(site.db.app, (tx) =>
    consumedInPeriod(tx, site.siteId, home.meterId, { from: day, to: day }),
  );
  expect(used).toBe(6_500);
});

it('counts the same reading of the same moment once, and refuses another value for it', async () => {
  const home = await household(site);
  const readAt = later();
  const reading = { meterId: home.meterId, readAt, totalMilli: 4_000 };
  await technician().call(recordReading, reading);
  expect(await technician().call(recordReading, reading)).toMatchObject({ recorded: false, charged: 0 });
  expect(await technician().refused(recordReading, { ...reading, totalMilli: 4_001 })).toBe('reading.differs');
  expect(await technician().refused(recordReading, { ...reading, readAt: addSeconds(readAt, -60) })).toBe(
    'reading.not_later',
  );
  expect(await ledger(home.meterId)).toBe('consumption -4000 = -4000');
});

it('refuses what goes back, lies ahead or has too many figures, and takes a correction with its reason', async () => {
  const home = await household(site, { digits: 5 });
  await read(home.meterId, 50_000_000);
  expect(await readRefused(home.meterId, 49_999_000)).toBe('reading.backwards');
  expect(await readRefused(home.meterId, 100_000_000)).toBe('reading.too_large');
  const ahead = addSeconds(site.clock.now(), 60);
  expect(await technician().refused(recordReading, { meterId: home.meterId, totalMilli: 1, readAt: ahead })).toBe(
    'reading.in_future',
  );
  const corrected = await read(home.meterId, 5_000_000, { correction: '小数点抄错' });
  expect(corrected).toMatchObject({ usedMilli: -45_000_000, mark: 'correction', charged: -45_000_000 });
  expect(await ledger(home.meterId)).toBe('consumption -50000000 = -50000000 / correction 45000000 = -5000000');
});

it('multiplies by the ratio, goes on over a roll-over and marks a jump', async () => {
  const home = await household(site, { ratio: 30, digits: 4, initialMilli: 9_998_000 });
  expect(await read(home.meterId, 1_000)).toMatchObject({ usedMilli: 90_000, mark: 'rolled-over' });
  later(24 * 10);
  await read(home.meterId, 3_000);
  later(24);
  expect(await read(home.meterId, 300_000)).toMatchObject({ usedMilli: 8_910_000, mark: 'jump' });
  const { rows } = await site.as('auditor').ask<{ rows: object[] }>(readings, {
    meterId: home.meterId,
    mark: 'jump',
  });
  expect(rows).toMatchObject([{ meterNo: home.meterNo, valueMilli: 300_000, source: 'hand' }]);
});

it('keeps peak and valley beside the total', async () => {
  const home = await household(site);
  await read(home.meterId, 10_000, { peakMilli: 6_000, valleyMilli: 4_000 });
  await read(home.meterId, 15_000, { peakMilli: 9_000, valleyMilli: 6_000 });
  const { rows } = await site.as('auditor').ask<{ rows: { register: string; usedMilli: number }[] }>(readings, {
    meterId: home.meterId,
    limit: 3,
  });
  expect(rows.map((row) => [row.register, row.usedMilli])).toEqual([
    ['peak', 3_000],
    ['total', 5_000],
    ['valley', 2_000],
  ]);
});

it('charges nobody for an empty room, and nothing to a card meter', async () => {
  const roomId = await emptyRoom(site);
  const [meterId] = await installMeter(site, roomId);
  expect(await read(meterId, 7_000)).toMatchObject({ usedMilli: 7_000, charged: 0 });
  const card = await household(site, { delivery: 'card' });
  expect(await read(card.meterId, 7_000)).toMatchObject({ usedMilli: 7_000, charged: 0 });
});

it('refuses to rate a money meter without a price, other posts, and unknown meters', async () => {
  const home = await household(site, { creditUnit: 'money' });
  expect(await readRefused(home.meterId, 1_000)).toBe('reading.no_price');
  const reading = { meterId: home.meterId, totalMilli: 1_000, readAt: later() };
  expect(await site.as('vending-clerk').refused(recordReading, reading)).toBe('post.not_allowed');
  expect(await technician().refused(recordReading, { ...reading, meterId: newId() })).toBe('record.not_found');
});

it('changes a meter: old one read, closed, its credit under one document on the new one', async () => {
  const home = await household(site);
  await credit(home, 20_000);
  later();
  const change = {
    meterId: home.meterId,
    finalReading: { totalMilli: 6_000 },
    newMeterNo: 'N-2001',
    newInitialMilli: 500,
    reason: '表计损坏',
  };
  expect(await site.as('cashier').refused(replaceMeter, change)).toBe('post.not_allowed');
  expect(await technician().refused(replaceMeter, { ...change, newMeterNo: home.meterNo })).toBe('meter.number_taken');
  const changed = await technician().call<{ newMeterId: string; settlementId: string }>(replaceMeter, change);
  expect(changed).toMatchObject({ usedMilli: 6_000, carried: 14_000 });
  expect(await ledger(home.meterId)).toBe('purchase 20000 = 20000 / consumption -6000 = 14000 / carry-out -14000 = 0');
  expect(await ledger(changed.newMeterId)).toBe('carry-in 14000 = 14000');
  const { rows } = await site.db.owner.query('select count(*)::int as n from credit_movement where document_id = $1', [
    changed.settlementId,
  ]);
  expect(rows[0].n).toBe(2);
  expect(await read(changed.newMeterId, 1_500)).toMatchObject({ charged: 1_000 });
  expect(await readRefused(home.meterId, 7_000)).toBe('meter.retired');
  expect(await technician().refused(replaceMeter, { ...change, newMeterNo: 'N-2002' })).toBe('meter.retired');
});

it('lets a household move out and in: what was left waits for them and arrives', async () => {
  const home = await household(site);
  await credit(home, 9_000);
  later();
  const close = { accountId: home.accountId, reason: '毕业离校' };
  expect(await supervisor().refused(closeAccount, { ...close, readings: [] })).toBe('account.reading_missing');
  expect(await site.as('vending-clerk').refused(closeAccount, { ...close, readings: [] })).toBe('post.not_allowed');
  const final = [{ meterId: home.meterId, totalMilli: 2_000 }];
  const closed = await supervisor().call<object>(closeAccount, { ...close, readings: final });
  expect(closed).toMatchObject({ carried: [{ meterId: home.meterId, amount: 7_000, to: 'customer' }] });
  expect(await supervisor().refused(closeAccount, { ...close, readings: final })).toBe('account.not_open');
  const waiting = await site.as('auditor').ask<{ rows: object[] }>(heldCredits, { customerId: home.customerId });
  expect(waiting.rows).toMatchObject([{ customer: { name: '住**' }, commodity: 'electricity', amountMilli: 7_000 }]);

  const roomId = await emptyRoom(site);
  const [meterId] = await installMeter(site, roomId);
  const [waterId] = await installMeter(site, roomId, { commodity: 'water' });
  const opened = await supervisor().call<{ settlementNumber: number }>(openAccount, {
    roomId,
    categoryCode: 'dormitory',
    customerIds: [home.customerId],
  });
  expect(opened.settlementNumber).toBeGreaterThan(0);
  expect(await ledger(meterId)).toBe('carry-in 7000 = 7000');
  expect(await ledger(waterId)).toBe('');
  expect(await ledger(home.meterId)).toBe('purchase 9000 = 9000 / consumption -2000 = 7000 / carry-out -7000 = 0');
  expect((await site.as('auditor').ask<{ rows: object[] }>(heldCredits, {})).rows).toEqual([]);
});

it('carries an overdraft to the account named, and refuses an account that cannot take it', async () => {
  const home = await household(site);
  const other = await household(site);
  const water = await household(site, { commodity: 'water' });
  const close = {
    accountId: home.accountId,
    reason: '调宿舍',
    readings: [{ meterId: home.meterId, totalMilli: 3_000 }],
  };
  later();
  expect(await supervisor().refused(closeAccount, { ...close, toAccountId: water.accountId })).toBe(
    'meter.cannot_carry',
  );
  await supervisor().call(closeAccount, { ...close, toAccountId: other.accountId });
  expect(await ledger(home.meterId)).toBe('consumption -3000 = -3000 / carry-out 3000 = 0');
  expect(await ledger(other.meterId)).toBe('carry-in -3000 = -3000');
});
