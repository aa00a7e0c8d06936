/**
 * FT-31: the receiver of notices is not there, answers with faults, takes a notice and loses its answer, or the server
 * dies before it has noted the answer. Sales go on meanwhile; afterwards every notice has arrived, known by its number.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../bench/client.ts';
import { signNotice } from '../../server/platform/outbox.ts';
import { setCategory } from '../../shared/contracts/metering/set-category.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { freePort } from '../support/free-port.ts';
import { failedChecks, type HouseUnderFault, openHouseUnderFault, until } from './house-under-fault.ts';
import { startSelling } from './selling.ts';

const TIMES = sized({ smoke: 1, ci: 1, long: 10 });
const SECRET = 'a secret of the receiver';

/** What the receiver does with what it hears. */
type Mood = 'fault' | 'answer lost' | 'server dies' | 'well';

let under: HouseUnderFault;
let receiver: Server;
let mood: Mood = 'well';
/** How often each notice was taken, by its number. */
const taken = new Map<string, number>();

async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString('utf8');
  if (mood === 'fault') return void response.writeHead(500).end();
  const { id } = JSON.parse(body) as { id: string };
  expect(request.headers['x-zhishou-notice']).toBe(id);
  expect(request.headers['x-zhishou-signature']).toBe(
    signNotice(SECRET, String(request.headers['x-zhishou-time']), body),
  );
  taken.set(id, (taken.get(id) ?? 0) + 1);
  if (mood === 'server dies') under.child.process.kill('SIGKILL');
  if (mood !== 'well') return void request.socket.destroy();
  response.writeHead(204).end();
}

const port = await freePort();
async function receive(): Promise<void> {
  receiver = createServer((request, response) => void hear(request, response));
  receiver.listen(port, '127.0.0.1');
  await once(receiver, 'listening');
}

beforeAll(async () => {
  const env = { LOG_LEVEL: 'silent', NOTICE_URL: `http://127.0.0.1:${port}/`, NOTICE_SECRET: SECRET };
  under = await openHouseUnderFault({ clerks: 2, env });
});
afterAll(async () => {
  await under?.close();
  receiver?.close();
});

const postNotices = () =>
  under.ask<{ posted: { sent: number; failed: number } }>('post notices', 'posted').then(({ posted }) => posted);

/** The pauses between tries grow up to an hour; here they are over at once. */
const pausesAreOver = () => under.look('update outbox set next_try_at = now() where delivered_at is null');

const waiting = async (): Promise<string[]> =>
  (await under.look<{ id: string }>('select outbox_id as id from outbox where delivered_at is null')).map(
    ({ id }) => id,
  );

let prices = 0;
/** Whatever makes news: a price proposed and approved. */
async function makeNews(): Promise<void> {
  prices += 1;
  const categoryCode = `news${prices}`;
  const { supervisor } = under.house;
  await send(under.port, setCategory, { categoryCode, zh: `类别${prices}`, en: `Category ${prices}` }, supervisor);
  const spec = {
    commodity: 'electricity',
    period: 'month',
    basis: 'purchased',
    taxRateBasisPoints: 1300,
    tiers: [{ upTo: null, price: 5000 + prices }],
  };
  const proposal = await under.house.signed('supervisor', proposeTariff, { categoryCode, spec, reason: '调价' });
  const { proposalId, specHash } = proposal;
  await under.house.signed('funds', approveTariff, { proposalId, specHash });
}

async function oneRound(): Promise<void> {
  await makeNews();
  const news = await waiting();
  expect(news.length).toBeGreaterThan(0);
  // Nobody there.
  expect(await postNotices()).toEqual({ sent: 0, failed: news.length });
  await receive();
  for (const bad of ['fault', 'answer lost'] as const) {
    mood = bad;
    await pausesAreOver();
    expect(await postNotices()).toEqual({ sent: 0, failed: news.length });
  }
  mood = 'server dies';
  await pausesAreOver();
  const died = once(under.child.process, 'exit');
  under.child.process.send('post notices');
  await died;
  await under.start();
  mood = 'well';
  await pausesAreOver();
  expect(await postNotices()).toEqual({ sent: news.length, failed: 0 });
  expect(await waiting()).toEqual([]);
  for (const id of news) expect(taken.get(id)).toBeGreaterThanOrEqual(2);
  receiver.closeAllConnections();
  receiver.close();
  await once(receiver, 'close');
}

test('FT-31: the receiver of notices down: sales go on, every notice arrives, known by its number', async () => {
  const selling = startSelling(under.port, under.house);
  await until(() => selling.acknowledged.length > 2, 'a sale');
  for (let round = 0; round < TIMES; round += 1) await oneRound();
  const before = selling.acknowledged.length;
  await until(() => selling.acknowledged.length > before, 'a sale');
  await selling.stop();
  const news = await under.look<{ id: string }>('select outbox_id as id from outbox');
  expect([...taken.keys()].sort()).toEqual(news.map(({ id }) => id).sort());
  expect(failedChecks(await under.audit(selling))).toEqual([]);
  const repeats = [...taken.values()].reduce((sum, times) => sum + times - 1, 0);
  const found = `${TIMES} rounds of no receiver, faults, lost answers and a dead server: ${taken.size} notices all arrived, ${repeats} repeats known by their number; ${selling.acknowledged.length} sales meanwhile`;
  noteResult({ list: 'faults', id: 'FT-31', found, seed: SEED });
});
