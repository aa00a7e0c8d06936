/**
 * FT-20: sixteen clients at the same few rows, and beside them a session of the database that takes the same locks the
 * other way round, so that there are deadlocks: none reaches a user, and no transaction is run again more than three times.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Retries, retriesOf } from '../../server/platform/db/tx.ts';
import { recordReading } from '../../shared/contracts/metering/record-reading.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { PEOPLE } from '../simulation/office.ts';
import { randomOf } from '../simulation/random.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { refusalIn, send } from '../support/request.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const MS = sized({ smoke: 4000, ci: 30_000, long: 600_000 });
const CLIENTS = 16;
/** Between two crosswise locks: a deadlock takes the database a second to see, and others stand behind it. */
const PAUSE_MS = 250;
const CLERKS = ['shoudian1', 'shoudian2'];

/** Meter first, drawer second: the other way round than a sale. Answers how often it was the one that had to give way. */
async function crosswise(counter: Counter, meters: readonly string[], until: number): Promise<number> {
  let victims = 0;
  for (let turn = 0; performance.now() < until; turn += 1) {
    const client = await counter.database.owner.connect();
    try {
      await client.query('begin');
      await client.query('select 1 from meter_credit where meter_id = $1 for update', [meters[turn % meters.length]]);
      await pause(5);
      await client.query('select 1 from drawer_session for update');
      await client.query('commit');
    } catch (error) {
      expect((error as { code?: string }).code).toBe('40P01');
      victims += 1;
      await client.query('rollback');
    } finally {
      client.release();
    }
    await pause(PAUSE_MS);
  }
  return victims;
}

interface Storm {
  readonly counter: Counter;
  readonly meters: readonly string[];
  readonly until: number;
}

/** Sales by two clerks, and readings of the same meters by the supervisor. */
async function client({ counter, meters, until }: Storm, place: number): Promise<string[]> {
  const random = randomOf(SEED + place);
  const outcomes: string[] = [];
  const reads = place % 4 === 3;
  const holder = reads ? counter.as('vending-supervisor') : counter.as('vending-clerk', CLERKS[place % 2]);
  const priced = await counter.quote(meters[0]!, { moneyFen: 100 });
  while (performance.now() < until) {
    const meterId = random.pick(meters);
    const answer = reads
      ? await send(counter, holder, recordReading, {
          input: { meterId, totalMilli: milli(0), readAt: counter.clock.now() },
        })
      : await send(counter, holder, sellCredit, { input: counter.saleInput(meterId, { moneyFen: 100 }, priced) });
    outcomes.push(refusalIn(answer));
  }
  return outcomes;
}

async function openStorm(): Promise<Storm> {
  const counter = await openCounter({}, PEOPLE);
  const window = { code: 'D2', name: '二号窗口', place: '一楼大厅', ceilingFen: fen(100_000_000) };
  const { drawerId } = await counter.as('vending-supervisor').call(registerDrawer, window);
  await counter.as('vending-clerk', 'shoudian2').call(openDrawer, { drawerId, count: {} });
  const meters = [counter.room.electricity, (await counter.addRoom('4-101')).electricity];
  for (const [post, login] of [
    ['vending-supervisor', 'zhuguan'],
    ['vending-clerk', 'shoudian1'],
  ] as const)
    await counter.as(post, login).browser.post(choosePost, { post });
  return { counter, meters, until: performance.now() + MS };
}

test(`${CLIENTS} clients at the same rows`, async () => {
  const storm = await openStorm();
  const { counter, meters, until } = storm;
  const before = { ...retriesOf(counter.database.app) };
  const clients = Array.from({ length: CLIENTS }, (_, place) => client(storm, place));
  const [victims, ...outcomes] = await Promise.all([crosswise(counter, meters, until), ...clients]);
  const counts = tally(outcomes.flat());
  const after: Retries = retriesOf(counter.database.app);
  const again = after.count - before.count;
  // Who waits too long behind a deadlock for a lock is told to try again; that is the limit on waiting, not a deadlock.
  expect(Object.keys(counts).filter((code) => !['done', 'system.busy'].includes(code))).toEqual([]);
  expect(after.givenUp - before.givenUp, 'deadlocks that reached a user').toBe(0);
  expect(after.most).toBeLessThanOrEqual(3);
  expect(again + victims, 'otherwise there was no deadlock').toBeGreaterThan(0);
  const metrics = await counter.app.http.inject({ url: '/metrics' });
  expect(metrics.body).toContain(`zhishou_transaction_retries_total ${after.count}`);
  expect(await figure(counter, 'select count(*) from sale')).toBeGreaterThan(0);
  await booksAreWhole(counter);
  const found = `${CLIENTS} clients for ${MS / 1000} s: ${JSON.stringify(counts)}; ${again + victims} deadlocks made, ${again} transactions run again (at most ${after.most} times), none seen by a user`;
  noteResult({ list: 'faults', id: 'FT-20', found, seed: SEED });
});
