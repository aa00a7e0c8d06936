/**
 * Commands to counter agents over a real WebSocket: asked once, sent once, answered once; through breaks, late answers,
 * newer connections and two servers on one database.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AGENT_PATH } from '../../../../shared/agent/protocol.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { openSite } from '../../../../test/support/one-site.ts';
import { type AgentKey, dial, newAgentKey, type Script } from '../../../../test/support/scripted-agent.ts';
import { systemClock } from '../../../platform/clock.ts';
import { clientConfig } from '../../../platform/db/pool.ts';
import { transaction } from '../../../platform/db/tx.ts';
import { createLive } from '../../../platform/live.ts';
import { createLog } from '../../../platform/log.ts';
import { type Counters, openCounters } from '../counters.ts';
import { insertTerminal } from '../store.ts';
import { cutLink } from './links.ts';

interface TestServer {
  readonly counters: Counters;
  readonly port: number;
  stop(): Promise<void>;
}

const site = await openSite();
const running = new Set<TestServer>();
afterEach(async () => {
  for (const server of running) await server.stop();
});
afterAll(() => site.close());

/** One server process of several on the same database. */
async function startServer(): Promise<TestServer> {
  const http: Server = createServer();
  const live = createLive(site.db.app, null);
  const counters = openCounters({
    pool: site.db.app,
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    live,
    connect: async () => {
      const client = new pg.Client(clientConfig({ ...site.db.appConnection, applicationName: 'zhishou agents' }));
      await client.connect();
      return client;
    },
  });
  counters.listen(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: TestServer = {
    counters,
    port: (http.address() as AddressInfo).port,
    async stop() {
      running.delete(server);
      await counters.close();
      http.close();
      await live.close();
    },
  };
  running.add(server);
  return server;
}

async function newTerminal(key: AgentKey): Promise<{ siteId: string; terminalId: string }> {
  const to = { siteId: site.siteId, terminalId: newId() };
  await transaction(site.db.app, (tx) =>
    insertTerminal(tx, {
      ...to,
      fields: { name: `柜台 ${to.terminalId}`, place: '', purpose: 'counter', expects: [], slipPaper: null },
      by: newId(),
      now: systemClock.now(),
      localKey: key.publicKey,
    }),
  );
  // The site's only local terminal is not what is tried here.
  await site.db.owner.query('update terminal set local = false where terminal_id = $1', [to.terminalId]);
  return to;
}

const REMOVED = { answer: { serial: null } };
const ask = (server: TestServer, to: { siteId: string; terminalId: string }, timeoutMs = 5000, requestId = newId()) =>
  server.counters.agents.ask(to, 'virtual.remove-card', {}, { requestId, timeoutMs });

async function counter(server: TestServer, script: Partial<Script> = {}) {
  const key = script.key ?? newAgentKey();
  const to =
    script.terminalId === undefined ? await newTerminal(key) : { siteId: site.siteId, terminalId: script.terminalId };
  const agent = await dial({ port: server.port, answer: () => REMOVED, ...script, key, terminalId: to.terminalId });
  return { key, to, agent };
}

async function welcomed(server: TestServer, script: Partial<Script> = {}) {
  const met = await counter(server, script);
  await met.agent.next('welcome');
  return met;
}

describe('who dials in', () => {
  test('the key of the terminal opens; the connection is seen and its end too', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server);
    expect(await server.counters.agents.connected(to)).toBe(true);
    await agent.cut();
    await expect.poll(() => server.counters.agents.connected(to)).toBe(false);
  });

  test('another key is refused and noted', async () => {
    const server = await startServer();
    const to = await newTerminal(newAgentKey());
    const stranger = await dial({ port: server.port, terminalId: to.terminalId, key: newAgentKey() });
    expect((await stranger.next('refused')).reason).toMatch(/not enrolled/);
    await stranger.closed;
    expect(await server.counters.agents.connected(to)).toBe(false);
    const { rows } = await site.db.owner.query<{ detail: unknown }>(
      "select detail from security_event where kind = 'terminal-refused'",
    );
    expect(rows).toContainEqual({ detail: { terminal: to.terminalId, why: 'signature' } });
  });

  test('a terminal nobody knows is told the same', async () => {
    const server = await startServer();
    const stranger = await dial({ port: server.port, terminalId: newId(), key: newAgentKey() });
    expect((await stranger.next('refused')).reason).toMatch(/not enrolled/);
  });

  test.each([
    ['a browser', AGENT_PATH, { origin: 'https://example.org' }, 403],
    ['another path', '/api/live', {}, 404],
  ])('%s is turned away', async (_name, path, headers, status) => {
    const server = await startServer();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    const answered = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('error', () => undefined);
    });
    expect(answered).toBe(status);
  });

  test('what is no message of the protocol ends the line', async () => {
    const server = await startServer();
    const { agent } = await welcomed(server);
    agent.say({ type: 'sell-me-something' } as never);
    await agent.next('refused');
    await agent.closed;
  });

  test('a newer connection takes the terminal over', async () => {
    const server = await startServer();
    const { key, to, agent } = await welcomed(server);
    const newer = await welcomed(server, { key, terminalId: to.terminalId });
    await agent.closed;
    expect(await ask(server, to)).toEqual({ result: 'answered', answer: { serial: null } });
    expect(newer.agent.heard).toHaveLength(1);
    expect(agent.heard).toHaveLength(0);
  });
});

describe('a command', () => {
  test('is answered, and the same request again is not sent again', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server);
    const requestId = newId();
    const first = await ask(server, to, 5000, requestId);
    expect(first).toEqual({ result: 'answered', answer: { serial: null } });
    expect(await ask(server, to, 5000, requestId)).toEqual(first);
    expect(await server.counters.agents.find(site.siteId, requestId, 'virtual.remove-card')).toEqual(first);
    expect(agent.heard.map((command) => command.number)).toEqual([1]);
    await expect(server.counters.agents.find(site.siteId, requestId, 'health')).rejects.toThrow(/asked/);
  });

  test('many at once are numbered without a gap, in the order they are said', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server);
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => ask(server, to)));
    expect(outcomes.every((outcome) => outcome.result === 'answered')).toBe(true);
    expect(agent.heard.map((command) => command.number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  test('a failure is told with its image; words that cannot be understood leave everything open', async () => {
    const server = await startServer();
    const outcomes = [{ failure: 'torn' as const, detail: 'pulled out' }, { answer: { serial: 42 } }];
    const { to } = await welcomed(server, { answer: () => outcomes.shift() ?? null });
    expect(await ask(server, to)).toEqual({ result: 'failed', failure: 'torn', detail: 'pulled out' });
    expect(await ask(server, to)).toMatchObject({ result: 'failed', failure: 'interrupted' });
  });

  test('without a connection it is withdrawn, and never sent afterwards', async () => {
    const server = await startServer();
    const key = newAgentKey();
    const to = await newTerminal(key);
    const requestId = newId();
    expect(await ask(server, to, 200, requestId)).toEqual({ result: 'offline' });
    const { agent } = await welcomed(server, { key, terminalId: to.terminalId });
    expect(await ask(server, to)).toMatchObject({ result: 'answered' });
    // The number of what was withdrawn is not missing: it was never given.
    expect(agent.heard.map((command) => command.number)).toEqual([1]);
    expect(await ask(server, to, 200, requestId)).toEqual({ result: 'offline' });
    expect(agent.heard).toHaveLength(1);
  });

  test('asked of nobody: no such terminal', async () => {
    const server = await startServer();
    expect(await ask(server, { siteId: site.siteId, terminalId: newId() })).toEqual({ result: 'offline' });
    expect(await server.counters.agents.find(site.siteId, newId(), 'health')).toBeNull();
  });

  test('an answer that comes too late is still found', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server, { answer: () => null });
    const requestId = newId();
    expect(await ask(server, to, 200, requestId)).toEqual({ result: 'unanswered' });
    const find = () => server.counters.agents.find(site.siteId, requestId, 'virtual.remove-card');
    expect(await find()).toEqual({ result: 'unanswered' });
    agent.answer(1, REMOVED);
    await expect.poll(find).toEqual({ result: 'answered', answer: { serial: null } });
  });

  test('the first answer counts; a second one to the same number changes nothing', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server, { answer: () => null });
    const requestId = newId();
    const asked = ask(server, to, 5000, requestId);
    await agent.next('command');
    agent.answer(1, REMOVED);
    expect(await asked).toMatchObject({ result: 'answered' });
    agent.answer(1, { failure: 'fault' });
    agent.answer(7, REMOVED);
    const next = ask(server, to);
    await agent.next('command');
    agent.answer(2, REMOVED);
    expect(await next).toMatchObject({ result: 'answered' });
    expect(await server.counters.agents.find(site.siteId, requestId, 'virtual.remove-card')).toMatchObject({
      result: 'answered',
    });
  });

  test('broken off in the middle, it is said again with the same number and answered once', async () => {
    const server = await startServer();
    const { key, to, agent } = await welcomed(server, { answer: () => null });
    const asked = ask(server, to);
    const first = await agent.next('command');
    await agent.cut();
    const back = await welcomed(server, { key, terminalId: to.terminalId });
    expect(await asked).toEqual({ result: 'answered', answer: { serial: null } });
    expect(back.agent.heard).toMatchObject([{ number: first.number, name: first.name, body: first.body }]);
  });

  test('said again after its time, it may not be begun any more', async () => {
    const server = await startServer();
    const { key, to, agent } = await welcomed(server, { answer: () => null });
    expect(await ask(server, to, 1000)).toEqual({ result: 'unanswered' });
    await agent.cut();
    const back = await counter(server, { key, terminalId: to.terminalId, answer: () => null });
    expect(await back.agent.next('command')).toMatchObject({ number: 1, validMs: 0 });
  });

  test('a server that was restored from a copy gives no number the agent has had', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server, { lastNumber: 40 });
    expect(await ask(server, to)).toMatchObject({ result: 'answered' });
    expect(agent.heard.map((command) => command.number)).toEqual([41]);
  });

  test('a terminal that was closed is sent nothing more', async () => {
    const server = await startServer();
    const { to, agent } = await welcomed(server);
    await transaction(site.db.app, (tx) => cutLink(tx, to));
    expect(await ask(server, to, 500)).toEqual({ result: 'offline' });
    await agent.closed;
    expect(agent.heard).toHaveLength(0);
  });
});

describe('two servers on one database', () => {
  test('one asks what the other has sent and heard', async () => {
    const [here, there] = [await startServer(), await startServer()];
    const { to, agent } = await welcomed(there);
    expect(await here.counters.agents.connected(to)).toBe(true);
    const outcomes = await Promise.all([ask(here, to), ask(there, to), ask(here, to)]);
    expect(outcomes.map((outcome) => outcome.result)).toEqual(['answered', 'answered', 'answered']);
    expect(agent.heard.map((command) => command.number)).toEqual([1, 2, 3]);
  });

  test('an agent that moves over is served by the new one, with what was open', async () => {
    const [here, there] = [await startServer(), await startServer()];
    const { key, to, agent } = await welcomed(here, { answer: () => null });
    const asked = ask(here, to);
    await agent.next('command');
    const moved = await welcomed(there, { key, terminalId: to.terminalId });
    expect(await asked).toMatchObject({ result: 'answered' });
    expect(moved.agent.heard.map((command) => command.number)).toEqual([1]);
    await agent.closed;
  });

  test('a server that stops leaves the terminal free and its commands to be found', async () => {
    const [here, there] = [await startServer(), await startServer()];
    const { key, to, agent } = await welcomed(here, { answer: () => null });
    const requestId = newId();
    const asked = ask(there, to, 5000, requestId);
    await agent.next('command');
    await here.stop();
    expect(await there.counters.agents.connected(to)).toBe(false);
    await welcomed(there, { key, terminalId: to.terminalId });
    expect(await asked).toMatchObject({ result: 'answered' });
  });
});

describe('what the agent tells by itself', () => {
  test('devices, cards, and the ticket for its browser', async () => {
    const server = await startServer();
    const reader = { device: 'reader', name: 'R1', state: 'ready' } as const;
    const { to, agent } = await welcomed(server, { devices: [reader] });
    agent.say({ type: 'event', event: { kind: 'card-inserted', atr: '3b00' } });
    agent.say({ type: 'want-ticket' });
    expect((await agent.next('ticket')).path).toMatch(/^\/counter-ticket#[\w-]{22}\.[\w-]{43}$/);
    const { rows } = await site.db.owner.query('select card_atr from terminal_link where terminal_id = $1', [
      to.terminalId,
    ]);
    expect(rows).toEqual([{ card_atr: '3b00' }]);
    const reports = await site.db.owner.query('select device, name, state from device_report where terminal_id = $1', [
      to.terminalId,
    ]);
    expect(reports.rows).toEqual([reader]);
  });
});
