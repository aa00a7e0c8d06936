/** The face to the network: headers, foreign pages, malformed and oversized bodies, figures, live news, stopping. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, DOCUMENT, foundHouse, openServer } from '../../server/modules/posts/posts.fixture.ts';
import { newId } from '../../shared/values/ids.ts';

type Server = Awaited<ReturnType<typeof openServer>>;
let server: Server;
let clerk: Browser;

beforeAll(async () => {
  server = await openServer();
  clerk = (await foundHouse(server)).as(DOCUMENT.people[2]!.login);
});
afterAll(() => server.close());

const post = (headers: Record<string, string>, payload: string | object = {}, url = '/api/cases/report-incident') =>
  server.app.http.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      'x-zhishou': '1',
      'idempotency-key': newId(),
      cookie: `zhishou=${clerk.cookie()}`,
      'content-type': 'application/json',
      ...headers,
    },
  });
const codeOf = (response: { json(): unknown }): string =>
  (response.json() as { refusal: { code: string } }).refusal.code;
const GOOD = { subject: 'operator.report', what: '打印机不出纸' };

test('a page of ours is let through', async () => {
  expect((await post({ origin: 'http://localhost', host: 'localhost' }, GOOD)).statusCode).toBe(200);
});

test.each([
  ['from a foreign page', { origin: 'https://evil.example', host: 'localhost' }],
  ['from nowhere', { origin: 'null', host: 'localhost' }],
  ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['as plain text', { 'content-type': 'text/plain' }],
])('a change %s is refused', async (_name, headers) => {
  const response = await post(headers as unknown as Record<string, string>, JSON.stringify(GOOD));
  expect([response.statusCode, codeOf(response)]).toEqual([403, 'request.foreign_origin']);
});

test('a change without our header is refused', async () => {
  const response = await server.app.http.inject({
    method: 'POST',
    url: '/api/cases/report-incident',
    payload: GOOD,
    headers: { 'idempotency-key': newId(), cookie: `zhishou=${clerk.cookie()}` },
  });
  expect(codeOf(response)).toBe('request.foreign_origin');
});

test('a change without a key is refused, and with a key that is none', async () => {
  expect(codeOf(await post({ 'idempotency-key': '' }, GOOD))).toBe('request.key_missing');
  expect(codeOf(await post({ 'idempotency-key': 'abc' }, GOOD))).toBe('request.key_missing');
});

test.each([
  ['half a JSON', '{"subject":', 400],
  ['no JSON', 'hello', 400],
  ['a list', '[]', 400],
  ['a prototype', '{"__proto__":{"admin":true}}', 400],
  ['deep nesting', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 400],
  ['a hundred thousand lists in each other', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
  ['the character zero', JSON.stringify({ ...GOOD, what: 'a\u0000b' }), 400],
  ['half a character', '{"subject":"operator.report","what":"a\\ud800b"}', 400],
  ['two megabytes', JSON.stringify({ ...GOOD, what: 'x'.repeat(2_000_000) }), 413],
])('%s is refused in words, and nothing happens', async (_name, payload, status) => {
  const response = await post({}, payload);
  expect(response.statusCode).toBe(status);
  expect(response.json()).toMatchObject({
    refusal: { text: { zh: expect.any(String) }, next: { zh: expect.any(String) } },
  });
  expect(response.body).not.toMatch(/at .*\.ts:/);
});

test('a path of the API that is none answers 404 in words', async () => {
  const response = await server.app.http.inject({ url: '/api/vending/change-price' });
  expect([response.statusCode, codeOf(response)]).toEqual([404, 'request.not_found']);
});

test('security headers on every answer, scripts from nowhere but here', async () => {
  const { headers } = await server.app.http.inject({ url: '/healthz' });
  const csp = String(headers['content-security-policy']);
  expect(csp).toContain("script-src 'self'");
  expect(csp).toContain("frame-ancestors 'none'");
  expect(csp).toContain("object-src 'none'");
  expect(csp).not.toContain('https:');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('answers of the API are not stored by anybody', async () => {
  const { headers } = await server.app.http.inject({ url: '/api/posts/session' });
  expect(headers['cache-control']).toBe('no-store');
});

test('the cookie of a session is for this server and no script', async () => {
  const response = await server.app.http.inject({
    method: 'POST',
    url: '/api/posts/sign-in',
    headers: { 'x-zhishou': '1', 'content-type': 'application/json' },
    payload: { login: DOCUMENT.people[2]!.login, password: 'wooden bridge over tea' },
  });
  expect(response.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
});

test('figures for Prometheus, the document of the API for the signed-in only', async () => {
  const metrics = await server.app.http.inject({ url: '/metrics' });
  expect(metrics.body).toMatch(/zhishou_http_requests_total\{route="\/api\/cases\/report-incident",status="200"\} \d+/);
  const elsewhere = await server.app.http.inject({ url: '/metrics', remoteAddress: '10.1.2.3' });
  expect(elsewhere.statusCode).toBe(404);
  expect((await server.app.http.inject({ url: '/api/openapi.json' })).statusCode).toBe(401);
  const document = await server.app.http.inject({
    url: '/api/openapi.json',
    headers: { cookie: `zhishou=${clerk.cookie()}` },
  });
  expect(document.json()).toMatchObject({ openapi: '3.1.0', paths: { '/api/cases/report-incident': {} } });
});

test('ready while the database answers; pages are told of changes', async () => {
  expect((await server.app.http.inject({ url: '/readyz' })).json()).toEqual({ ready: true, problems: [] });
  const address = await server.app.http.listen({ port: 0, host: '127.0.0.1' });
  const live = await fetch(`${address}/api/live`, { headers: { cookie: `zhishou=${clerk.cookie()}` } });
  const reader = live.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain('retry');
  await post({}, GOOD);
  expect((await reader.read()).value).toContain('"cases"');
  await reader.cancel();
});
