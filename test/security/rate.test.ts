/** How much one browser may ask in a short time: readings and acts are counted apart. */
import { afterAll, expect, test } from 'vitest';
import { openServer } from '../../server/modules/posts/posts.fixture.ts';

const MOST = 60;

const server = await openServer({ rateLimited: true });
afterAll(() => server.close());

const ask = async (method: 'GET' | 'POST', url: string): Promise<number> => {
  const change = { payload: {}, headers: { 'x-zhishou': '1' } };
  return (await server.app.http.inject({ method, url, ...(method === 'POST' ? change : {}) })).statusCode;
};

test('a browser that reads without end is stopped, and can still act', async () => {
  const readings = [];
  for (let times = 0; times <= MOST; times += 1) readings.push(await ask('GET', '/api/posts/session'));
  expect(readings.slice(0, MOST)).not.toContain(429);
  expect(readings.at(-1)).toBe(429);
  expect(await ask('POST', '/api/posts/sign-in')).not.toBe(429);
});
