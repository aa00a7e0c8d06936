/** News reach a receiver at least once, signed, also when it was down; what was rolled back is never told. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds, instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { setClock } from './clock.ts';
import { transaction } from './db/tx.ts';
import { createLog } from './log.ts';
import { announce, drainOutbox, signNotice, waitAfter } from './outbox.ts';

const SECRET = 'a secret of the house';
const siteId = newId();
const clock = setClock(instant('2026-03-02T01:00:00.000Z'));
const received: { id: string; topic: string; number: number; genuine: boolean }[] = [];
let status = 200;
let receiver: Server;
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query('insert into site values ($1, $2, $3, $4)', [siteId, '试验', 'Asia/Shanghai', clock.now()]);
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const genuine =
        request.headers['x-zhishou-signature'] === signNotice(SECRET, String(request.headers['x-zhishou-time']), body);
      if (status === 200) received.push({ ...JSON.parse(body), genuine });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  receiver.close();
  await db.drop();
});

const drain = () => {
  const { port } = receiver.address() as AddressInfo;
  const target = { url: `http://127.0.0.1:${port}/notices`, secret: SECRET };
  return drainOutbox({ pool: db.app, clock, log: createLog({ level: 'silent' }), target });
};
const tell = (number: number, fail = false) =>
  transaction(db.app, async (tx) => {
    await announce(tx, { siteId, at: clock.now(), topic: 'case.opened', payload: { number } });
    if (fail) throw new Error('rolled back');
  });

test('posted once, signed; what was rolled back is not told', async () => {
  await tell(1);
  await expect(tell(2, true)).rejects.toThrow('rolled back');
  expect(await drain()).toEqual({ sent: 1, failed: 0 });
  expect(received).toMatchObject([{ topic: 'case.opened', number: 1, genuine: true }]);
  expect(await drain()).toEqual({ sent: 0, failed: 0 });
});

test('a receiver that is down gets it when it is back, with the same id', async () => {
  received.length = 0;
  status = 500;
  await tell(3);
  expect(await drain()).toEqual({ sent: 0, failed: 1 });
  expect(await drain()).toEqual({ sent: 0, failed: 0 });
  status = 200;
  clock.set(addSeconds(clock.now(), waitAfter(1)));
  expect(await drain()).toEqual({ sent: 1, failed: 0 });
  expect(received).toMatchObject([{ number: 3, genuine: true }]);
});

test('two servers at once do not both post it', async () => {
  received.length = 0;
  for (let number = 10; number < 30; number += 1) await tell(number);
  await Promise.all([drain(), drain()]);
  expect(received.map((news) => news.number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 10),
  );
});

test('what was posted is forgotten after a month, what waits is not', async () => {
  await tell(40);
  await drain();
  status = 500;
  await tell(41);
  await drain();
  clock.set(addSeconds(clock.now(), 31 * 86_400));
  await drain();
  const { rows } = await db.app.query<{ number: number }>(`select (payload ->> 'number')::int as number from outbox`);
  expect(rows).toEqual([{ number: 41 }]);
  status = 200;
});
