/** An approved price on its way to meters on a line and meters with cards: sent, in force, refused, late. */
import { expect, test } from 'vitest';
import { myDay } from '../../../../shared/contracts/duties/my-day.ts';
import { approveTariff } from '../../../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../../../shared/contracts/prices/propose-tariff.ts';
import { pushPrices } from '../../../../shared/contracts/rollout/push-prices.ts';
import { rolloutMeters } from '../../../../shared/contracts/rollout/rollout-meters.ts';
import { rollouts } from '../../../../shared/contracts/rollout/rollouts.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { fen } from '../../../../shared/values/money.ts';
import { openCounter } from '../../../../test/support/counter.ts';
import { whatIsVerified } from '../../../app.ts';
import { verifyHouse } from '../../../platform/chain/verify/house.ts';
import { q } from '../../../platform/db/query.ts';
import { runJob, runOutsideJob } from '../../../platform/jobs.ts';
import type { LinkAnswer, MeterLink, PriceSet } from '../../network/index.ts';
import { noMeters } from '../../network/index.ts';
import type { CarriedPrices } from '../../prices/index.ts';
import { pricesToCarry } from '../carry-by-card.ts';
import { planRows } from '../jobs/plan-rows.ts';
import { sendPrices } from '../jobs/send-prices.ts';

interface PricedMeter {
  manner: 'obeys' | 'silent' | 'refuses' | 'forgets';
  current: number;
  backup: PriceSet | null;
  writes: number;
}

/** Meters with a price in force and a backup set that they take over at its minute. */
const meters = new Map<string, PricedMeter>();
const meterOf = (meterId: string): PricedMeter => {
  const known = meters.get(meterId) ?? { manner: 'obeys', current: 1000, backup: null, writes: 0 };
  meters.set(meterId, known);
  return known;
};
let now: () => Instant;
const said = <T>(meter: PricedMeter, value: () => T): LinkAnswer<T> => {
  if (meter.manner === 'silent') return { result: 'silent', at: now() };
  if (meter.manner === 'refuses') return { result: 'refused', error: 'not-authorised', at: now() };
  return { result: 'answered', value: value(), at: now() };
};
const link: MeterLink = {
  ...noMeters({ now: () => now() }),
  async writePrices({ meterId }, set) {
    const meter = meterOf(meterId);
    meter.writes += 1;
    return said(meter, () => {
      meter.backup = meter.manner === 'forgets' ? null : set;
      return null;
    });
  },
  async read({ meterId }, items) {
    const meter = meterOf(meterId);
    if (meter.backup !== null && meter.backup.switchAt <= now()) {
      meter.current = meter.backup.prices[0]!;
      meter.backup = null;
    }
    return Object.fromEntries(items.map((item) => [item, said(meter, () => meter.current)])) as never;
  },
};

const counter = await openCounter({ meters: link });
now = () => counter.clock.now();
const supervisor = counter.as('vending-supervisor');
const technician = counter.as('vending-technician');
const { siteId } = counter;
const { app, owner } = counter.database;

const lineId = newId();
await app.query(
  `insert into meter_line (site_id, line_id, name, transport, host, port, answer_ms, byte_ms, gap_ms, retries, state)
   values ($1, $2, '一号线', 'tcp', '127.0.0.1', 10001, 2000, 500, 0, 2, 'open')`,
  [siteId, lineId],
);
let addresses = 0;
async function lineMeter(): Promise<string> {
  const meterId = await counter.addMeter(counter.room, { delivery: 'network', creditUnit: 'money' });
  addresses += 1;
  await app.query(
    `insert into network_meter (site_id, meter_id, line_id, protocol, address, customer_no, rates_itself, attached_at,
       attached_by) values ($1, $2, $3, 'dlt645-plain', $4, $4, true, $5, $6)`,
    [siteId, meterId, lineId, String(addresses).padStart(12, '0'), now(), technician.personId],
  );
  return meterId;
}

/** The meter has taken over the price in force. */
async function settled(): Promise<string> {
  const meterId = await lineMeter();
  for (const seconds of [0, 1800]) {
    counter.later(seconds);
    await work();
  }
  return meterId;
}

async function approve(price: number, effectiveFrom?: Instant, tiers?: object[]): Promise<string> {
  counter.later(1);
  const spec = {
    commodity: 'electricity' as const,
    period: tiers === undefined ? ('none' as const) : ('month' as const),
    basis: 'purchased' as const,
    taxRateBasisPoints: 1300,
    tiers: tiers ?? [{ upTo: null, price }],
  };
  const words = { categoryCode: 'dormitory', spec, reason: '按批文执行', ...(effectiveFrom && { effectiveFrom }) };
  const { proposalId, specHash } = await supervisor.signed(proposeTariff, words as never);
  return (await counter.as('price-approver').signed(approveTariff, { proposalId, specHash })).versionId;
}
const work = async (): Promise<void> => {
  await runJob(counter.app.jobs, planRows, siteId);
  await runOutsideJob(counter.app.jobs, sendPrices, siteId);
};
const standing = async (versionId: string) => {
  const { rows } = await supervisor.ask(rolloutMeters, { versionId });
  return Object.fromEntries(rows.map((row) => [row.meterId, [row.state, row.reason]]));
};

test('a price with its date ahead lies in the meter before it counts, and is seen in force after', async () => {
  const [good, mute] = [await lineMeter(), await lineMeter()];
  meterOf(mute).manner = 'silent';
  const from = addSeconds(now(), 86_400);
  const versionId = await approve(6000, from);
  await work();
  expect(meterOf(good).backup).toEqual({ prices: [6000], switchAt: from });
  expect(await standing(versionId)).toEqual({ [good]: ['sent', null], [mute]: ['silent', 'silent'] });
  const [before] = (await supervisor.ask(rollouts, { versionId })).rows;
  expect(before).toMatchObject({ meters: 2, sent: 1, silent: 1, confirmed: 0, laggards: 0, caseId: null });

  // Nothing is written twice; the mute one is asked again later.
  await work();
  expect([meterOf(good).writes, meterOf(mute).writes]).toEqual([1, 1]);
  counter.clock.set(addSeconds(from, 700));
  await work();
  expect(await standing(versionId)).toEqual({ [good]: ['confirmed', null], [mute]: ['silent', 'silent'] });
  expect(meterOf(good).writes).toBe(1);

  // The one that lags is late; after a day it is a case, once.
  counter.clock.set(addSeconds(from, 2 * 86_400));
  await work();
  await work();
  const [late] = (await supervisor.ask(rollouts, { versionId, lagging: true })).rows;
  expect(late).toMatchObject({ laggards: 1, confirmed: 1 });
  const cases = await app.query(`select case_id from case_file where subject = 'price.laggards'`);
  expect(cases.rows).toEqual([{ case_id: late!.caseId }]);
  const lagging = await technician.ask(rolloutMeters, { late: true });
  expect(lagging.rows.filter((row) => row.versionId === versionId)).toMatchObject([
    { meterId: mute, lateHours: 48, can: ['rollout.push-prices'] },
  ]);

  const today = await technician.ask(myDay, {});
  expect(today.queue.find(({ href }) => href.startsWith('/prices/rollout'))).toMatchObject({ count: 1 });

  // It answers again: sent at once when somebody says so, with a switch still to come.
  meterOf(mute).manner = 'obeys';
  expect((await counter.as('cashier').refused(pushPrices, { versionId })).code).toBe('post.not_allowed');
  expect(await technician.call(pushPrices, { versionId })).toEqual({ meters: 1 });
  await work();
  expect(meterOf(mute).backup!.switchAt > now()).toBe(true);
  counter.later(3600);
  await work();
  expect(await standing(versionId)).toEqual({ [good]: ['confirmed', null], [mute]: ['confirmed', null] });
  expect((await technician.refused(pushPrices, { versionId })).code).toBe('rollout.nothing_to_send');
});

test('a meter that says yes and keeps nothing is found out and told again; one that refuses says why', async () => {
  const [forgets, refuses] = [await settled(), await settled()];
  const before = meterOf(forgets).writes;
  meterOf(forgets).manner = 'forgets';
  meterOf(refuses).manner = 'refuses';
  const versionId = await approve(7000, addSeconds(now(), 3600));
  await work();
  counter.later(4400);
  await work();
  expect((await standing(versionId))[refuses]).toEqual(['refused', 'not-authorised']);
  // Found out, and written again in the same run.
  expect(meterOf(forgets).writes).toBe(before + 2);
  meterOf(forgets).manner = 'obeys';
  counter.later(7200);
  await work();
  counter.later(3600);
  await work();
  expect((await standing(versionId))[forgets]).toEqual(['confirmed', null]);
});

test('the one backup set is not written over before it has been taken over', async () => {
  const meterId = await settled();
  const first = addSeconds(now(), 86_400);
  const [next, afterIt] = [await approve(7100, first), await approve(7200, addSeconds(first, 86_400))];
  await work();
  expect(meterOf(meterId).backup!.prices).toEqual([7100]);
  expect((await standing(afterIt))[meterId]).toEqual(['pending', null]);
  counter.clock.set(addSeconds(first, 700));
  await work();
  await work();
  expect((await standing(next))[meterId]).toEqual(['confirmed', null]);
  expect(meterOf(meterId).backup!.prices).toEqual([7200]);
});

/** A card as the desk leaves it: what it is like itself is the business of module cards. */
const issued = (meterId: string) =>
  runJob(
    counter.app.jobs,
    {
      name: 'cards.issue-in-test',
      cron: '* * * * *',
      run: async (tx) => {
        await tx.keep(
          'card',
          q
            .insertInto('card')
            .values({
              site_id: siteId,
              card_id: newId(),
              serial: '00000000000000a1',
              profile: 'qgdw-electricity',
              state: 'issued',
              meter_id: meterId,
              account_id: counter.room.accountId,
              meter_no: '000000000001',
              customer_no: '000000000001',
              card_type: 'open',
              purchase_count: 0,
              amount_fen: fen(0),
              sold_count: 0,
              pending: false,
              to_write: null,
              deposit_fen: fen(0),
              deposit_document_id: null,
              issued_at: now(),
              ended_at: null,
            })
            .returningAll(),
        );
      },
    },
    siteId,
  );

test('a card brings the price to a meter without a line', async () => {
  const meterId = await counter.addMeter(counter.room, { delivery: 'card', creditUnit: 'money' });
  await work();
  const carried: (CarriedPrices | null)[] = [];
  const carry = (to: string) =>
    runJob(
      counter.app.jobs,
      {
        name: 'rollout.carry-in-test',
        cron: '* * * * *',
        run: async (tx) => {
          carried.push(await pricesToCarry(tx, siteId, { meterId: to, writeId: newId(), now: now() }));
        },
      },
      siteId,
    );
  // Nothing waits for a meter whose card is not issued yet, and nobody is told that it lags.
  await carry(meterId);
  expect(carried[0]).toBeNull();
  await issued(meterId);
  await work();
  await carry(meterId);
  expect(carried[1]?.prices).toEqual([7200]);
  expect(carried[1]!.switchAt > now()).toBe(true);
  // What a meter on a line gets is not on a card.
  await carry(await settled());
  expect(carried[2]).toBeNull();
});

test('a ladder is not carried: it says so, and waits for a person', async () => {
  const ladder = [
    { upTo: 100_000, price: 5000 },
    { upTo: null, price: 8000 },
  ];
  const versionId = await approve(0, addSeconds(now(), 5 * 86_400), ladder);
  await work();
  const rows = Object.values(await standing(versionId));
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(([state, reason]) => `${state} ${reason}`))).toEqual(new Set(['refused ladder']));
  expect((await technician.refused(pushPrices, { versionId })).code).toBe('rollout.nothing_to_send');
});

test('every row kept is in the chain as it stands', async () => {
  // Lines and cards were put there beside the product's operations: only what roll-out wrote is looked at.
  const { faults } = await verifyHouse(owner, whatIsVerified());
  expect(faults.filter((fault) => JSON.stringify(fault).includes('price_rollout'))).toEqual([]);
});
