/**
 * FT-04: the database is restarted under load, fast and at once, and nobody gets anything but an answer or "in a
 * moment". FT-28: the server is asked to stop under load, with a page open that listens for news.
 */
import { once } from 'node:events';
import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../bench/client.ts';
import { findEmbedded } from '../../server/platform/db/embedded/start.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { failedChecks, type HouseUnderFault, openHouseUnderFault, until } from './house-under-fault.ts';
import { type Acknowledged, saleOf, startSelling } from './selling.ts';

const RESTARTS = sized({ smoke: 1, ci: 5, long: 50 });
const STOPS = sized({ smoke: 1, ci: 10, long: 100 });
const CLERKS = 6;

let under: HouseUnderFault;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  under = await openHouseUnderFault({ clerks: CLERKS, env: { LOG_LEVEL: 'silent' } });
});
afterAll(() => under?.close());

test('FT-04: the database restarted under load, fast and at once: 503 with Retry-After and nothing else', async () => {
  const selling = startSelling(under.port, under.house);
  let longest = 0;
  for (let turn = 0; turn < RESTARTS; turn += 1)
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
      const before = selling.acknowledged.length;
      await until(() => selling.acknowledged.length > before + CLERKS, 'a sale before the restart');
      const { pid } = findEmbedded(under.dataFolder)!;
      process.kill(pid, signal);
      await until(() => (findEmbedded(under.dataFolder)?.pid ?? pid) !== pid, 'the new database');
      const since = selling.acknowledged.length;
      longest = Math.max(longest, await until(() => selling.acknowledged.length > since + CLERKS, 'a sale'));
    }
  await selling.stop();
  acknowledged.push(...selling.acknowledged);
  // One of the two restarts at least met a sale, or nothing was shown.
  expect([...selling.seen.keys()].sort()).toEqual(['200', '503 with Retry-After']);
  expect(failedChecks(await under.audit({ acknowledged, strange: selling.strange }))).toEqual([]);
  const refused = selling.seen.get('503 with Retry-After');
  const found = `${2 * RESTARTS} restarts, ${selling.acknowledged.length} sales, ${refused} answers 503 with Retry-After and no other; selling ${longest.toFixed(1)} s after the database`;
  noteResult({ list: 'faults', id: 'FT-04', found, seed: SEED });
});

interface Asked {
  readonly key: string;
  readonly client: number;
  readonly meterId: string;
  answer: { readonly status: number; readonly text: string } | null;
}

/** Each clerk sells until an answer stays out or says no. */
async function sellUntilGone(asked: Asked[]): Promise<void> {
  const clients = under.house.clerks.map(async (clerk, client) => {
    for (let turn = 0; ; turn += 1) {
      const one: Asked = { key: newId(), client, meterId: clerk.meterIds[turn % clerk.meterIds.length]!, answer: null };
      asked.push(one);
      one.answer = await sell(one).catch(() => null);
      if (one.answer?.status !== 200) return;
    }
  });
  await Promise.all(clients);
}

const sell = ({ key, client, meterId }: Asked) =>
  ask(under.port, sellCredit, saleOf(under.house, meterId), { cookie: under.house.clerks[client]!.cookie, key });

const isReady = async (): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${under.port}/readyz`, { headers: { connection: 'close' } }).catch(() => null))?.ok ??
  false;

/** A page that is open listens for news over a request that never ends. */
async function openPage(): Promise<{ readonly closed: Promise<unknown> }> {
  const headers = { cookie: under.house.supervisor };
  const request = get({ port: under.port, host: '127.0.0.1', path: '/api/live', headers, agent: false });
  const [response] = await once(request, 'response');
  response.resume();
  response.on('error', () => undefined);
  return { closed: new Promise((resolve) => response.once('close', resolve)) };
}

test('FT-28: SIGTERM under load: not ready at once, what is under way is answered, the process ends in order', async () => {
  let longest = 0;
  let sales = 0;
  for (let turn = 0; turn < STOPS; turn += 1) {
    const page = await openPage();
    const asked: Asked[] = [];
    const selling = sellUntilGone(asked);
    await until(() => asked.filter(({ answer }) => answer !== null).length > CLERKS, 'a sale before the stop');
    const ended = once(under.child.process, 'exit');
    const from = performance.now();
    under.child.process.kill('SIGTERM');
    await until(async () => !(await isReady()), 'not ready');
    expect(await isReady()).toBe(false);
    // The exit code says that it ended by itself: what does not in ten seconds ends with 1.
    expect(await ended).toEqual([0, null]);
    longest = Math.max(longest, (performance.now() - from) / 1000);
    await Promise.all([selling, page.closed]);
    await under.start();
    const answered = asked.filter(({ answer }) => answer?.status === 200);
    const keys = asked.map(({ key }) => key);
    const done = await under.look<{ key: string }>(
      'select key from request where key = any($1) and response is not null',
      [keys],
    );
    // Nothing was done of which the client was not told.
    expect(done.map(({ key }) => key).sort()).toEqual(answered.map(({ key }) => key).sort());
    for (const one of asked) {
      const told = one.answer?.status === 200 ? one.answer : await sell(one);
      const { saleId, slipNo } = JSON.parse(told.text);
      acknowledged.push({ key: one.key, saleId, slipNo, tries: told === one.answer ? 1 : 2 });
    }
    sales += asked.length;
  }
  expect(failedChecks(await under.audit({ acknowledged, strange: [] }))).toEqual([]);
  const found = `${STOPS} stops under load of ${CLERKS} clerks and an open page: ${sales} sales, each that was done was answered; gone within ${longest.toFixed(1)} s with exit code 0`;
  noteResult({ list: 'faults', id: 'FT-28', found, seed: SEED });
});
