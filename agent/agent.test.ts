/** The agent against a server's end of a conversation that this file speaks itself. */
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelPair, type ServerEnd } from '../shared/agent/channel.ts';
import { type FromAgent, fromAgentSchema } from '../shared/agent/protocol.ts';
import { writeSlip } from '../shared/escpos/writer.ts';
import { newId } from '../shared/values/ids.ts';
import { openJournal } from './journal.ts';
import { type LocalAgent, runLocalAgent } from './local.ts';
import type { VirtualCounter } from './open-counter.ts';

const TERMINAL = newId();
const NONCE = 'fresh-nonce';
const AT = '2026-11-23T08:00:00.000Z';
const SOON = 10_000;

interface Heard {
  readonly channel: ServerEnd;
  readonly said: readonly FromAgent[];
  /** The first message said, by now or later, that fits. */
  wait<T extends FromAgent['type']>(
    type: T,
    fits?: (message: Extract<FromAgent, { type: T }>) => boolean,
  ): Promise<Extract<FromAgent, { type: T }>>;
}

let folder: string;
let publicKey = '';
const opened: string[] = [];
let agent: LocalAgent<VirtualCounter> | null = null;
const arrived: Heard[] = [];
let nextArrival: ((heard: Heard) => void) | null = null;

function listen(channel: ServerEnd): Heard {
  const said: FromAgent[] = [];
  const waiting = new Set<() => void>();
  channel.onMessage((raw) => {
    said.push(fromAgentSchema.parse(raw));
    for (const look of waiting) look();
  });
  return {
    channel,
    said,
    wait: (type, fits = () => true) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = said.find((one) => one.type === type && fits(one as never));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found as never);
        };
        waiting.add(look);
        look();
      }),
  };
}

const arrival = (): Promise<Heard> =>
  new Promise((resolve) => {
    const early = arrived.shift();
    if (early !== undefined) resolve(early);
    else nextArrival = resolve;
  });

function start(): void {
  agent = runLocalAgent({
    dataFolder: folder,
    virtual: true,
    async enrol(key) {
      publicKey = key;
      return TERMINAL;
    },
    connect() {
      const pair = channelPair();
      const heard = listen(pair.server);
      if (nextArrival === null) arrived.push(heard);
      else nextArrival(heard);
      nextArrival = null;
      return pair.agent;
    },
    now: () => new Date(),
    note() {},
    async openBrowser(path) {
      opened.push(path);
      return true;
    },
  });
}

/** The next conversation, welcomed. */
async function welcomed(): Promise<Heard> {
  const heard = await arrival();
  heard.channel.send({ type: 'challenge', protocol: 1, nonce: NONCE });
  await heard.wait('hello');
  heard.channel.send({ type: 'welcome', terminal: '1 号窗口', at: AT });
  return heard;
}

async function ask(heard: Heard, number: number, [name, body]: [string, object], validMs = SOON): Promise<unknown> {
  const answers = () => heard.said.filter((one) => one.type === 'answer' && one.number === number);
  const before = answers().length;
  heard.channel.send({ type: 'command', number, name, body, validMs });
  const answer = await heard.wait('answer', (one) => answers().indexOf(one) >= before);
  return answer.outcome;
}

const counter = (): VirtualCounter => agent!.counter;
const slip = (words: string): string => Buffer.from(writeSlip(48).line(words).cut().bytes()).toString('base64');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-'));
  arrived.length = 0;
  opened.length = 0;
  nextArrival = null;
});
afterEach(async () => {
  await agent?.stop();
  agent = null;
  rmSync(folder, { recursive: true });
});

test('proves its key over the nonce, then tells what lies on the reader and how the devices are', async () => {
  start();
  counter().desk.place({ card: 'blank' });
  const heard = await welcomed();
  const hello = await heard.wait('hello');
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const signature = Buffer.from(hello.signature, 'base64');
  expect(hello).toMatchObject({ protocol: 1, terminalId: TERMINAL, virtual: true });
  expect(verify(null, Buffer.from(`${NONCE}\n${TERMINAL}`), key, signature)).toBe(true);
  expect(verify(null, Buffer.from(`another\n${TERMINAL}`), key, signature)).toBe(false);
  await heard.wait('event', ({ event }) => event.kind === 'card-inserted' && event.atr.length > 0);
  const { event } = await heard.wait('event', ({ event: one }) => one.kind === 'devices');
  expect(event).toMatchObject({ devices: [{ device: 'reader', state: 'ready' }, { device: 'printer' }] });
});

test('the same key again after a restart', async () => {
  start();
  await welcomed();
  const first = publicKey;
  await agent?.stop();
  publicKey = '';
  start();
  await welcomed();
  expect(publicKey).toBe(first);
});

describe('numbers', () => {
  test('a number asked again is answered with the same words and not done again', async () => {
    start();
    const heard = await welcomed();
    const first = await ask(heard, 1, ['virtual.place-card', { card: 'blank' }]);
    expect(first).toEqual({ answer: { serial: expect.stringMatching(/^[0-9a-f]{16}$/) } });
    expect(await ask(heard, 1, ['virtual.place-card', { card: 'blank' }])).toEqual(first);
    expect(await ask(heard, 2, ['virtual.state', {}])).toMatchObject({ answer: { cards: [{}] } });
  });

  test('an answer that the line lost is given when the server asks again, also by the agent that comes after', async () => {
    start();
    const lost = await welcomed();
    const body = { jobId: newId(), bytes: slip('凭证') };
    lost.channel.send({ type: 'command', number: 1, name: 'print', body, validMs: SOON });
    lost.channel.close();
    const again = await welcomed();
    expect(await ask(again, 1, ['print', body], 0)).toEqual({ answer: { printed: true } });
    await agent?.stop();
    start();
    expect(await ask(await welcomed(), 1, ['print', body], 0)).toEqual({ answer: { printed: true } });
    expect(readdirSync(join(folder, 'printed')).filter((name) => name.endsWith('.bin'))).toHaveLength(1);
  });

  test('what had been begun before the agent ended was interrupted and is not begun again', async () => {
    start();
    const heard = await welcomed();
    await ask(heard, 1, ['virtual.place-card', { card: 'blank' }]);
    await agent?.stop();
    const journal = openJournal(join(folder, `journal-${TERMINAL}.jsonl`));
    const asked = journal.command(1);
    journal.begin(2, asked.state === 'answered' ? asked.asked : '');
    journal.close();
    start();
    const again = await welcomed();
    expect(await ask(again, 2, ['virtual.place-card', { card: 'blank' }])).toMatchObject({ failure: 'interrupted' });
    expect(await ask(again, 3, ['virtual.state', {}])).toMatchObject({ answer: { cards: [{}] } });
  });

  test('a command whose time has passed is not begun, now or later', async () => {
    start();
    const heard = await welcomed();
    expect(await ask(heard, 1, ['virtual.place-card', { card: 'blank' }], 0)).toEqual({ failure: 'expired' });
    expect(await ask(heard, 1, ['virtual.place-card', { card: 'blank' }])).toEqual({ failure: 'expired' });
    expect(await ask(heard, 2, ['virtual.state', {}])).toMatchObject({ answer: { cards: [] } });
  });

  test('another command under a number that was used is not begun', async () => {
    start();
    const heard = await welcomed();
    await ask(heard, 1, ['health', {}]);
    expect(await ask(heard, 1, ['virtual.place-card', { card: 'blank' }])).toMatchObject({ failure: 'fault' });
    expect(await ask(heard, 2, ['virtual.state', {}])).toMatchObject({ answer: { cards: [] } });
  });

  test.each([
    ['a command there is not', 'card.eat', {}, 'unknown-command'],
    ['a body the protocol does not know', 'print', { jobId: 'x' }, 'fault'],
    ['a card read without a card', 'card.read', { profile: 'sdgk' }, 'no-card'],
  ])('%s is a failure', async (_, name, body, failure) => {
    start();
    expect(await ask(await welcomed(), 1, [name, body])).toMatchObject({ failure });
  });
});

test('after a refusal it calls again', async () => {
  start();
  const refused = await arrival();
  refused.channel.send({ type: 'challenge', protocol: 1, nonce: NONCE });
  await refused.wait('hello');
  refused.channel.send({ type: 'refused', reason: 'not enrolled' });
  refused.channel.close();
  const heard = await welcomed();
  expect(await ask(heard, 1, ['health', {}])).toMatchObject({ answer: { virtual: true } });
  expect(agent?.terminal()).toBe('1 号窗口');
});

test('nothing but hello is said before the welcome', async () => {
  start();
  const heard = await arrival();
  heard.channel.send({ type: 'challenge', protocol: 1, nonce: NONCE });
  await heard.wait('hello');
  counter().desk.place({ card: 'blank' });
  heard.channel.send({ type: 'welcome', terminal: 'x', at: AT });
  await heard.wait('event');
  expect(heard.said.map((one) => one.type).slice(0, 2)).toEqual(['hello', 'event']);
});

test('opens the counter with a ticket once there is a conversation, and at an address the server names', async () => {
  start();
  agent?.openCounter();
  const heard = await welcomed();
  await heard.wait('want-ticket');
  heard.channel.send({ type: 'ticket', path: '/counter-ticket#once' });
  // A ticket nobody asked for opens nothing.
  heard.channel.send({ type: 'ticket', path: '/counter-ticket#twice' });
  expect(await ask(heard, 1, ['open-browser', { path: '/help' }])).toEqual({ answer: { opened: true } });
  expect(opened).toEqual(['/counter-ticket#once', '/help']);
});

describe('devices that fail', () => {
  test('a reader that is unplugged is told at once; plugged again the card is read', async () => {
    start();
    const heard = await welcomed();
    await ask(heard, 1, ['virtual.place-card', { card: 'blank' }]);
    counter().reader.unplug();
    await heard.wait('event', ({ event }) => event.kind === 'card-removed');
    await heard.wait(
      'event',
      ({ event }) => event.kind === 'devices' && event.devices.some((one) => one.state === 'missing'),
    );
    expect(await ask(heard, 2, ['card.read', { profile: 'sdgk' }])).toMatchObject({ failure: 'no-reader' });
    counter().reader.plug();
    expect(await ask(heard, 3, ['health', {}])).toMatchObject({
      answer: { devices: [{ device: 'reader', state: 'ready' }, { device: 'printer' }] },
    });
  });

  test.each([
    ['unplugged', 'no-printer', (one: VirtualCounter) => one.printer.setPlugged(false)],
    ['without paper', 'paper-out', (one: VirtualCounter) => one.printer.setPaper(false)],
  ])('a printer %s: the slip comes once it is back, once', async (_, failure, breakIt) => {
    start();
    const heard = await welcomed();
    const body = { jobId: newId(), bytes: slip('凭证 1') };
    breakIt(counter());
    expect(await ask(heard, 1, ['print', body])).toMatchObject({ failure });
    expect(await ask(heard, 1, ['print', body])).toMatchObject({ failure });
    counter().printer.setPlugged(true);
    counter().printer.setPaper(true);
    expect(await ask(heard, 2, ['print', body])).toEqual({ answer: { printed: true } });
    expect(await ask(heard, 3, ['print', body])).toEqual({ answer: { printed: true } });
    expect(counter().printer.slips()).toEqual([expect.stringContaining('凭证 1')]);
  });

  test('paper that ends during the slip: it may be on paper, so that job is not sent again; a reprint is another', async () => {
    start();
    const heard = await welcomed();
    const body = { jobId: newId(), bytes: slip('凭证 1') };
    counter().printer.runOutAfter(9);
    const failed = await ask(heard, 1, ['print', body]);
    expect(failed).toMatchObject({ failure: 'paper-out', detail: expect.stringContaining('may be on paper') });
    counter().printer.setPaper(true);
    await agent?.stop();
    start();
    const again = await welcomed();
    expect(await ask(again, 2, ['print', body])).toMatchObject({ failure: 'printer-fault' });
    expect(counter().printer.slips()).toEqual([]);
    const reprint = { jobId: newId(), bytes: slip('凭证 1 补打') };
    expect(await ask(again, 3, ['print', reprint])).toEqual({ answer: { printed: true } });
    expect(counter().printer.slips()).toEqual([expect.stringContaining('补打')]);
  });
});
