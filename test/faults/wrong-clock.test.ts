/**
 * FT-19: the server's clock goes back an hour or a day, ahead a day, or stands a tenth of a second before midnight and the
 * end of the year. The order of the books is that of their numbers, the day is that of the drawer, and a clock that cannot
 * be right is an incident, once. A terminal's own clock is looked at by its check before work.
 */
import { beforeAll, expect, test } from 'vitest';
import { watchClock } from '../../server/modules/devices/jobs/watch-clock.ts';
import { runJob } from '../../server/platform/jobs.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { closeCase } from '../../shared/contracts/cases/close-case.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { addSeconds, type Instant, instant } from '../../shared/values/calendar.ts';
import { noteResult } from '../results/note-result.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { refusalIn, send } from '../support/request.ts';
import { booksAreWhole } from './whole-books.ts';

interface Case {
  readonly what: string;
  /** The first sale, in Shanghai. */
  readonly at: string;
  readonly jump: number;
  readonly second: 'done' | 'drawer.other_day';
  readonly alarm: boolean;
}

const CASES: readonly Case[] = [
  { what: 'an hour back', at: '2026-03-10T10:00:00.000', jump: -3600, second: 'done', alarm: true },
  { what: 'most of a minute back', at: '2026-03-12T10:00:00.000', jump: -59, second: 'done', alarm: false },
  { what: 'a day ahead', at: '2026-03-14T10:00:00.000', jump: 86_400, second: 'drawer.other_day', alarm: false },
  { what: 'a day back', at: '2026-03-18T10:00:00.000', jump: -86_400, second: 'drawer.other_day', alarm: true },
  { what: 'still before midnight', at: '2026-03-20T23:59:59.700', jump: 0.2, second: 'done', alarm: false },
  { what: 'over midnight', at: '2026-03-22T23:59:59.900', jump: 0.2, second: 'drawer.other_day', alarm: false },
  { what: 'back over midnight', at: '2026-03-25T00:00:00.100', jump: -0.2, second: 'drawer.other_day', alarm: false },
  { what: 'over the end of the year', at: '2026-12-31T23:59:59.900', jump: 0.2, second: 'drawer.other_day', alarm: false },
  { what: 'over the end of February', at: '2027-02-28T23:59:59.900', jump: 0.2, second: 'drawer.other_day', alarm: false },
]; // biome-ignore format: a table

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
  await counter.as('vending-clerk').signed(closeDrawer, { count: {} });
});

const clerk = () => counter.as('vending-clerk');
const sale = async () => {
  const priced = await counter.quote(counter.room.electricity, { moneyFen: 200 });
  return counter.saleInput(counter.room.electricity, { moneyFen: 200 }, priced);
};
const clockIncidents = async (house: Counter) =>
  (await house.as('vending-technician').ask(cases, { kind: 'incident' })).rows.filter(
    ({ subject }) => subject === 'system.clock',
  );

async function resolve(house: Counter, caseId: string): Promise<void> {
  await house.as('vending-technician').signed(closeCase, { caseId, resolution: '已校时，查明原因' });
}

/** The day's session is opened before, and closed when the clock is right again. */
async function play({ at, jump, second }: Case): Promise<{ alarmed: boolean }> {
  const moment: Instant = instant(`${at}+08:00`);
  counter.clock.set(moment);
  await clerk().call(openDrawer, { drawerId: counter.drawerId, count: await counter.cashCount() });
  const input = await sale();
  const first = await clerk().call(sellCredit, input);
  counter.clock.set(instant(Date.parse(moment) + jump * 1000));
  await clerk().ask(cases, {});
  expect(refusalIn(await send(counter, clerk(), sellCredit, { input }))).toBe(second);
  if (second === 'done') {
    await clerk().call(requestReversal, { saleId: first.saleId, reason: '买错了房间' });
    const { rows } = await counter.database.owner.query<{ id: string }>(
      'select reversal_id as id from sale_reversal where sale_id = $1',
      [first.saleId],
    );
    await counter.as('vending-supervisor').signed(approveReversal, { reversalId: rows[0]!.id });
  }
  await runJob(counter.app.jobs, watchClock, counter.siteId);
  await runJob(counter.app.jobs, watchClock, counter.siteId);
  const incidents = await clockIncidents(counter);
  expect(incidents.length).toBeLessThanOrEqual(1);
  counter.clock.set(addSeconds(moment, 3600));
  for (const { caseId } of incidents) await resolve(counter, caseId);
  const { outcome } = await clerk().signed(closeDrawer, { count: await counter.cashCount() });
  expect(outcome).toBe('closed');
  return { alarmed: incidents.length === 1 };
}

test.each(CASES)('$what', async (one) => {
  const { alarmed } = await play(one);
  expect(alarmed, 'an incident').toBe(one.alarm);
  const { rows: dates } = await counter.database.owner.query<{ of_sale: string; of_session: string }>(
    `select distinct x.business_date as of_sale, s.business_date as of_session from sale x
     join drawer_session s using (site_id, drawer_session_id)`,
  );
  for (const { of_sale, of_session } of dates) expect(of_sale).toBe(of_session);
  const { rows: numbers } = await counter.database.owner.query<{ slip_count: number }>(
    `select slip_count from sale where drawer_session_id = (select drawer_session_id from drawer_session
     order by number desc limit 1) order by slip_count`,
  );
  expect(numbers.map(({ slip_count }) => slip_count)).toEqual(numbers.map((_, index) => index + 1));
  await booksAreWhole(counter);
});

test('a server whose clock is away from the database’s', async () => {
  const off = { now: () => instant(Date.now() + 90_000), isMachine: true as const };
  const near = { now: () => instant(Date.now() + 30_000), isMachine: true as const };
  const fresh = await openCounter();
  // What the house wrote so far it wrote on a day of the test; a real machine comes after that.
  await runJob({ ...fresh.app.jobs, clock: near }, watchClock, fresh.siteId);
  expect(await clockIncidents(fresh)).toEqual([]);
  await runJob({ ...fresh.app.jobs, clock: off }, watchClock, fresh.siteId);
  await runJob({ ...fresh.app.jobs, clock: off }, watchClock, fresh.siteId);
  expect(await clockIncidents(fresh)).toHaveLength(1);
  await booksAreWhole(fresh);
  const found = `${CASES.length} wrong clocks: numbers without a gap, each sale on its drawer's day, books whole; an incident, once, for a clock behind the books or away from the database's`;
  noteResult({ list: 'faults', id: 'FT-19', found });
});
