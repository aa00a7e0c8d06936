import { expect, test } from 'vitest';
import { accountLines } from '../../../../shared/contracts/ledger/account-lines.ts';
import { closePeriod } from '../../../../shared/contracts/ledger/close-period.ts';
import { entry } from '../../../../shared/contracts/ledger/entry.ts';
import { periods } from '../../../../shared/contracts/ledger/periods.ts';
import { trialBalance } from '../../../../shared/contracts/ledger/trial-balance.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import { businessDate, instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { openHouse } from '../../../../test/support/house.ts';
import { whatIsVerified } from '../../../app.ts';
import { sealDay } from '../../../platform/chain/seal.ts';
import { verifyHouse } from '../../../platform/chain/verify/house.ts';
import { systemActor } from '../../../platform/operations/actor.ts';
import { recorded, sellAndDeliver } from '../ledger.fixture.ts';

test('a month is traded, looked at, and closed in order, for ever', async () => {
  const house = await openHouse();
  const actor = systemActor(house.siteId, 'test');
  const act = () => ({ pool: house.database.app, actor, at: house.later(60) });
  const customer = newId();
  const first = await sellAndDeliver(act(), customer, 5000);
  await sellAndDeliver(act(), customer, 700);
  const finance = house.as('finance');

  const march = { from: '2026-03-01', to: '2026-03-31' };
  const balance = await finance.ask(trialBalance, march);
  expect(balance.debitFen).toBe(11400);
  expect(balance.creditFen).toBe(11400);
  expect(
    balance.rows.map((row) => [row.accountCode, row.openingFen, row.debitFen, row.creditFen, row.closingFen]),
  ).toEqual([
    ['1001.1', 0, 5700, 0, 5700],
    ['2203', 0, 5700, 5700, 0],
    ['2221.output', 0, 0, 200, -200],
    ['6001.electricity', 0, 0, 5500, -5500],
  ]);
  const later = await finance.ask(trialBalance, { from: '2026-04-01', to: '2026-04-30' });
  expect(later.rows[0]).toMatchObject({ openingFen: 5700, debitFen: 0, closingFen: 5700 });

  const pageOne = await finance.ask(accountLines, { account: ACCOUNTS.creditOwed, partyId: customer, limit: 3 });
  expect(pageOne.rows.map((row) => row.balanceFen)).toEqual([-5000, 0, -700]);
  const pageTwo = await finance.ask(accountLines, { account: ACCOUNTS.creditOwed, limit: 3, after: pageOne.next! });
  expect([pageTwo.openingFen, ...pageTwo.rows.map((row) => row.balanceFen), pageTwo.next]).toEqual([-700, 0, null]);
  expect(await finance.ask(accountLines, { account: ACCOUNTS.creditOwed, from: '2026-04-01' })).toMatchObject({
    openingFen: 0,
    rows: [],
  });

  const seen = await finance.ask(entry, { entryId: first.entryId });
  expect(seen.lines.map((line) => [line.accountZh, line.debitFen, line.creditFen])).toEqual([
    ['库存现金-一号窗', 5000, 0],
    ['预收账款', 0, 5000],
  ]);
  expect((await finance.refused(entry, { entryId: newId() })).code).toBe('record.not_found');

  expect((await finance.refusedSigned(closePeriod, { month: '2026-02' })).code).toBe('ledger.month_empty');
  expect((await finance.refusedSigned(closePeriod, { month: '2026-03' })).code).toBe('ledger.month_not_over');
  house.clock.set(instant('2026-04-01T00:00:00.000Z'));
  expect((await finance.refusedSigned(closePeriod, { month: '2026-03' })).code).toBe('ledger.day_not_sealed');
  await recorded(act(), (tx) => sealDay(tx, house.siteId, businessDate('2026-04-01'), house.clock.now()));
  await sellAndDeliver(act(), customer, 900);
  house.clock.set(instant('2026-05-02T00:00:00.000Z'));
  expect((await finance.refusedSigned(closePeriod, { month: '2026-04' })).code).toBe('ledger.earlier_month_open');

  const closed = await finance.signed(closePeriod, { month: '2026-03' });
  expect(closed).toMatchObject({ month: '2026-03', closedBy: finance.name, can: [] });
  expect((await finance.refusedSigned(closePeriod, { month: '2026-03' })).code).toBe('ledger.period_closed');
  const known = await finance.ask(periods);
  expect(known.rows.map((row) => [row.month, row.closedAt !== null, row.can])).toEqual([
    ['2026-04', false, ['ledger.close-period']],
    ['2026-03', true, []],
  ]);
  const report = await verifyHouse(house.database.app, whatIsVerified());
  expect(report.faults).toEqual([]);
});

test('nobody at the counter closes a month or reads the books', async () => {
  const house = await openHouse();
  const forbidden = { month: '2026-03', signatures: [newId()] };
  expect((await house.as('cashier').refused(closePeriod, forbidden)).code).toBe('post.not_allowed');
  expect((await house.as('auditor').refused(closePeriod, forbidden)).code).toBe('post.not_allowed');
  const range = { from: '2026-03-01', to: '2026-03-31' };
  for (const post of ['cashier', 'vending-clerk', 'vending-supervisor'] as const)
    expect((await house.as(post).refused(trialBalance, range)).code).toBe('post.not_allowed');
});
