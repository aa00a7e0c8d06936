import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { operation, query } from '../../shared/contracts/contract.ts';
import { AnswerUnknown, ask, call, hrefOf, onSessionLost, Refused, type Sending, searchOf } from './api.ts';

const pay = operation({
  module: 'tills',
  name: 'take-money',
  title: { zh: '收款', en: 'Take money' },
  posts: ['cashier'],
  input: z.strictObject({ amount: z.int() }),
  output: z.object({ slip: z.string() }),
  refusals: [],
});
const slips = query({
  module: 'tills',
  name: 'slips',
  title: { zh: '票据', en: 'Slips' },
  posts: ['cashier'],
  input: z.strictObject({ day: z.string().optional(), states: z.array(z.string()).optional() }),
  output: z.object({ rows: z.array(z.string()) }),
  refusals: [],
});

type Answer = (response: ServerResponse) => void;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const ok =
  (body: unknown): Answer =>
  (response) =>
    response.end(JSON.stringify(body));
const refusal =
  (status: number, code: string): Answer =>
  (response) => {
    response.statusCode = status;
    const said = { zh: '不行', en: 'no' };
    response.end(JSON.stringify({ refusal: { code, text: said, next: said, facts: { left: 3 } }, requestId: 'r-1' }));
  };
const hangUp: Answer = (response) => response.destroy();
const proxyFault: Answer = (response) => {
  response.statusCode = 502;
  response.end('<html>bad gateway</html>');
};

/** A real server that answers as scripted, and a way to reach it. */
async function answering(...answers: readonly Answer[]): Promise<{ sending: Sending; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    seen.push(request);
    left.shift()?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const toServer: typeof fetch = (path, init) => fetch(`${origin}${String(path)}`, init);
  return { sending: { fetch: toServer, waitMs: () => 1 }, seen };
}

const keysOf = (seen: readonly IncomingMessage[]) => seen.map((request) => request.headers['idempotency-key']);

describe('call', () => {
  test('carries the key and the header that no foreign page can send', async () => {
    const { sending, seen } = await answering(ok({ slip: 'S1' }));
    expect(await call(pay, { amount: 500 }, 'k-1', sending)).toEqual({ slip: 'S1' });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/api/tills/take-money' });
    expect(seen[0]!.headers).toMatchObject({ 'idempotency-key': 'k-1', 'x-zhishou': '1' });
  });

  test('asks again with the same key when the answer is lost, and says that it is finding out', async () => {
    const { sending, seen } = await answering(hangUp, proxyFault, ok({ slip: 'S1' }));
    const told: number[] = [];
    const output = await call(pay, { amount: 500 }, 'k-1', { ...sending, onFindingOut: (repeat) => told.push(repeat) });
    expect(output).toEqual({ slip: 'S1' });
    expect(keysOf(seen)).toEqual(['k-1', 'k-1', 'k-1']);
    expect(told).toEqual([1, 2]);
  });

  test('says that it does not know when the answer stays lost', async () => {
    const { sending, seen } = await answering(hangUp, hangUp, hangUp);
    await expect(call(pay, { amount: 500 }, 'k-1', { ...sending, repeats: 2 })).rejects.toBeInstanceOf(AnswerUnknown);
    expect(seen).toHaveLength(3);
  });

  test('a server that takes too long counts as lost', async () => {
    const { sending } = await answering(() => undefined, ok({ slip: 'S1' }));
    expect(await call(pay, { amount: 500 }, 'k-1', { ...sending, timeoutMs: 50 })).toEqual({ slip: 'S1' });
  });

  test('a refusal is an answer: it is not repeated', async () => {
    const { sending, seen } = await answering(refusal(409, 'drawer.closed'));
    const error = await call(pay, { amount: 500 }, 'k-1', sending).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'drawer.closed', status: 409, facts: { left: 3 }, requestId: 'r-1' });
    expect(seen).toHaveLength(1);
  });

  test.each([
    [401, 'session.ended', 'ended'],
    [403, 'session.locked', 'locked'],
  ])('a %i %s tells the page so', async (status, code, lost) => {
    const { sending } = await answering(refusal(status, code));
    const told: string[] = [];
    const stop = onSessionLost((kind) => told.push(kind));
    await call(pay, { amount: 500 }, 'k-1', sending).catch(() => undefined);
    stop();
    expect(told).toEqual([lost]);
  });

  test('a wrong password is no end of a session', async () => {
    const { sending } = await answering(refusal(401, 'sign_in.failed'));
    const told: string[] = [];
    const stop = onSessionLost((kind) => told.push(kind));
    await call(pay, { amount: 500 }, 'k-1', sending).catch(() => undefined);
    stop();
    expect(told).toEqual([]);
  });
});

describe('ask', () => {
  test('puts the input into the address', async () => {
    const { sending, seen } = await answering(ok({ rows: [] }));
    await ask(slips, { day: '2026-03-14', states: ['open', 'closed'] }, sending);
    expect(seen[0]!.url).toBe('/api/tills/slips?day=2026-03-14&states=open&states=closed');
  });

  test('leaves out what is not given', () => {
    expect(searchOf({ a: undefined, b: null, c: '', d: 0, e: false })).toBe('?d=0&e=false');
    expect(hrefOf(slips, {})).toBe('/api/tills/slips');
  });
});
