/** A price is proposed by one, approved by another, and begins in the future. Nobody else has a way to it. */
import { expect, test } from 'vitest';
import { approveTariff } from '../../../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../../../shared/contracts/prices/propose-tariff.ts';
import { rejectTariff } from '../../../../shared/contracts/prices/reject-tariff.ts';
import { tariffProposals } from '../../../../shared/contracts/prices/tariff-proposals.ts';
import { tariffVersions } from '../../../../shared/contracts/prices/tariff-versions.ts';
import { tariffs } from '../../../../shared/contracts/prices/tariffs.ts';
import { withdrawTariff } from '../../../../shared/contracts/prices/withdraw-tariff.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { openHouse } from '../../../../test/support/house.ts';

const house = await openHouse();
const supervisor = house.as('vending-supervisor');
const approver = house.as('price-approver');

const flat = (price: number) => ({
  commodity: 'electricity' as const,
  period: 'month' as const,
  basis: 'purchased' as const,
  taxRateBasisPoints: 1300,
  tiers: [{ upTo: null, price }],
});
const propose = (categoryCode: string, price = 4563, later?: number) =>
  supervisor.signed(proposeTariff, {
    categoryCode,
    spec: flat(price),
    reason: '按批文执行',
    ...(later === undefined ? {} : { effectiveFrom: addSeconds(house.clock.now(), later) }),
  });
const approve = (proposal: { proposalId: string; specHash: string }) =>
  approver.signed(approveTariff, { proposalId: proposal.proposalId, specHash: proposal.specHash });

test('proposed, approved, in force; the next version takes over at its time', async () => {
  const first = await approve(await propose('dormitory'));
  expect(first).toMatchObject({
    number: 1,
    inForce: true,
    effectiveUntil: null,
    proposedBy: supervisor.name,
    approvedBy: approver.name,
  });
  const second = await approve(await propose('dormitory', 5000, 3600));
  expect(second).toMatchObject({ number: 2, inForce: false });
  const { rows } = await house.as('vending-clerk').ask(tariffs);
  expect(rows.map((row) => [row.number, row.inForce, row.effectiveUntil])).toEqual([
    [1, true, second.effectiveFrom],
    [2, false, null],
  ]);
  house.later(3600);
  const { rows: later } = await house
    .as('vending-clerk')
    .ask(tariffVersions, { commodity: 'electricity', categoryCode: 'dormitory' });
  expect(later.map((row) => [row.number, row.inForce])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('one open proposal at a time, old and new side by side, withdrawn or rejected with words', async () => {
  const proposal = await propose('staff');
  expect(proposal.can).toEqual(['prices.withdraw-tariff']);
  expect(
    (await supervisor.refusedSigned(proposeTariff, { categoryCode: 'staff', spec: flat(1), reason: '再提' })).code,
  ).toBe('tariff.open_proposal');
  const { rows } = await approver.ask(tariffProposals, { state: 'proposed' });
  expect(rows).toMatchObject([
    { categoryCode: 'staff', current: null, can: ['prices.approve-tariff', 'prices.reject-tariff'] },
  ]);
  expect(await approver.call(rejectTariff, { proposalId: proposal.proposalId, reason: '批文号不对' })).toMatchObject({
    state: 'rejected',
    endReason: '批文号不对',
  });
  expect((await supervisor.refused(withdrawTariff, { proposalId: proposal.proposalId })).code).toBe(
    'state.illegal_move',
  );
  const again = await propose('staff');
  expect(await supervisor.call(withdrawTariff, { proposalId: again.proposalId })).toMatchObject({ state: 'withdrawn' });
});

test('approved is what was seen, and nothing begins in the past', async () => {
  const proposal = await propose('shop', 8000, 60);
  expect(
    (await approver.refusedSigned(approveTariff, { proposalId: proposal.proposalId, specHash: '0'.repeat(64) })).code,
  ).toBe('tariff.changed');
  house.later(120);
  expect(
    (await approver.refusedSigned(approveTariff, { proposalId: proposal.proposalId, specHash: proposal.specHash }))
      .code,
  ).toBe('tariff.in_the_past');
});

test.each(['vending-clerk', 'cashier', 'vending-technician', 'system-administrator', 'auditor'] as const)(
  '%s has no path to a price',
  async (post) => {
    const holder = house.as(post);
    const body = { categoryCode: 'dormitory', spec: flat(1), reason: '改价', signatures: [holder.personId] };
    expect((await holder.refused(proposeTariff, body)).code).toBe('post.not_allowed');
    expect(
      (
        await holder.refused(approveTariff, {
          proposalId: holder.personId,
          specHash: '0'.repeat(64),
          signatures: [holder.personId],
        })
      ).code,
    ).toBe('post.not_allowed');
  },
);

test('the role of the application cannot write a version, and the function believes nobody', async () => {
  const { app } = house.database;
  await expect(app.query('insert into tariff_version select * from tariff_version')).rejects.toMatchObject({
    code: '42501',
  });
  await expect(app.query(`update tariff_version set spec = '{}'`)).rejects.toMatchObject({ code: '42501' });
  const proposal = await propose('lab');
  const publish = (by: string, signature: string) =>
    app.query('select * from publish_tariff($1, $2, gen_random_uuid(), $3, $4, $5)', [
      house.siteId,
      proposal.proposalId,
      by,
      signature,
      house.clock.now(),
    ]);
  await expect(publish(supervisor.personId, proposal.proposalId)).rejects.toThrow(/one person/);
  await expect(publish(approver.personId, proposal.proposalId)).rejects.toThrow(/not signed/);
});
