/** The program as it runs on a counter, against a server with a certificate of its own that this file plays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { AGENT_PATH, type FromAgent, type FromServer, fromAgentSchema } from '../shared/agent/protocol.ts';
import { newId } from '../shared/values/ids.ts';

const TERMINAL = newId();
const CODE = 'ABCD-EFGH-JKLM-NPQR';
const NONCE = 'nonce-of-this-test';

let server: Server;
let certificate = '';
let address = '';
let folder = '';
const children: ChildProcess[] = [];
const enrolments: { code: string; publicKey: string }[] = [];
let onCall: (call: Call) => void = () => {};

interface Call {
  say(message: FromServer): void;
  hear<T extends FromAgent['type']>(type: T): Promise<Extract<FromAgent, { type: T }>>;
}

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  certificate = cert;
  server = createServer({ cert, key }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as (typeof enrolments)[number];
      const isRight = request.url === '/api/devices/enrol-terminal' && body.code === CODE;
      if (isRight) enrolments.push(body);
      const refusal = { refusal: { code: 'terminal.code_wrong', text: { zh: '登记码不对', en: 'Wrong code' } } };
      response.writeHead(isRight ? 200 : 422, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(isRight ? { terminalId: TERMINAL, name: '1 号窗口' } : refusal));
    });
  });
  const sockets = new WebSocketServer({ server, path: AGENT_PATH });
  sockets.on('connection', (socket) => onCall(callOf(socket)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-main-'));
  writeFileSync(join(folder, 'house.crt'), certificate);
  enrolments.length = 0;
});
afterEach(async () => {
  for (const child of children.splice(0)) await ended(child, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

function callOf(socket: WebSocket): Call {
  const said: FromAgent[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    said.push(fromAgentSchema.parse(JSON.parse(String(data))));
    for (const look of waiting) look();
  });
  return {
    say: (message) => socket.send(JSON.stringify(message)),
    hear: (type) =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = said.findIndex((one) => one.type === type);
          if (index < 0) return;
          waiting.delete(look);
          resolve(said.splice(index, 1)[0] as never);
        };
        waiting.add(look);
        look();
      }),
  };
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return gone;
}

function run(...more: string[]): ChildProcess {
  const given = [
    '--server',
    address,
    '--data',
    join(folder, 'agent'),
    '--ca',
    join(folder, 'house.crt'),
    '--no-browser',
  ];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...given, ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  return child;
}

/** The agent's next call, welcomed. */
function welcomed(): Promise<Call> {
  return new Promise((resolve) => {
    onCall = async (call) => {
      onCall = () => {};
      call.say({ type: 'challenge', protocol: 1, nonce: NONCE });
      const hello = await call.hear('hello');
      const der = Buffer.from(enrolments[0]!.publicKey, 'base64');
      const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
      const said = Buffer.from(`${NONCE}\n${TERMINAL}`);
      expect(verify(null, said, key, Buffer.from(hello.signature, 'base64'))).toBe(true);
      call.say({ type: 'welcome', terminal: '1 号窗口', at: '2026-11-23T08:00:00.000Z' });
      resolve(call);
    };
  });
}

async function ask(call: Call, number: number, name: string, body: object): Promise<unknown> {
  call.say({ type: 'command', number, name, body, validMs: 10_000 });
  return (await call.hear('answer')).outcome;
}

test('enrols once with the code, keeps its key to itself, and ends in order', async () => {
  const first = welcomed();
  const child = run('--enrol', CODE, '--virtual');
  const call = await first;
  expect(await ask(call, 1, 'virtual.place-card', { card: 'blank' })).toMatchObject({ answer: {} });
  const path = join(folder, 'agent');
  expect(readFileSync(join(path, 'terminal.key'), 'utf8')).toContain('PRIVATE KEY');
  if (process.platform !== 'win32') {
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, 'terminal.key')).mode & 0o777).toBe(0o600);
  }
  const another = run('--virtual');
  expect(await new Promise((resolve) => another.once('close', resolve))).toBe(1);
  expect(await ended(child, 'SIGTERM')).toBe(0);
  const second = welcomed();
  run('--virtual');
  expect(await ask(await second, 2, 'virtual.state', {})).toMatchObject({ answer: { cards: [{}] } });
  expect(enrolments).toHaveLength(1);
});

test('killed in the middle of a slip: the number is interrupted, and the slip is not sent again', async () => {
  let slips = 0;
  const began = Promise.withResolvers<void>();
  // Takes a slip, and never says that it is through.
  const printer = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      if (bytes[0] === 0x10) socket.write(Uint8Array.of(0x12));
      else if (bytes.includes(0x41)) {
        slips += 1;
        began.resolve();
      }
    });
  });
  await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', resolve));
  const device = ['--printer', `tcp://127.0.0.1:${(printer.address() as AddressInfo).port}`];
  const first = welcomed();
  const child = run('--enrol', CODE, ...device);
  const call = await first;
  const body = { jobId: newId(), bytes: Buffer.from('A slip\n').toString('base64') };
  call.say({ type: 'command', number: 1, name: 'print', body, validMs: 10_000 });
  await began.promise;
  await ended(child, 'SIGKILL');
  const second = welcomed();
  run(...device);
  const again = await second;
  expect(await ask(again, 1, 'print', body)).toMatchObject({ failure: 'interrupted' });
  expect(await ask(again, 2, 'print', body)).toMatchObject({ failure: 'printer-fault' });
  expect(slips).toBe(1);
  printer.close();
});

test.each([
  ['a wrong code', ['--enrol', 'WRONG-CODE-WRONG-CODE'], '登记码不对'],
  ['no code on a machine that is not enrolled', [], '--enrol'],
  ['a printer there is not', ['--enrol', CODE, '--printer', 'lpt1'], 'no such printer'],
])('%s ends the program with words', async (_, given, words) => {
  const child = run(...given);
  let said = '';
  child.stderr?.on('data', (part) => {
    said += String(part);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(1);
  expect(said).toContain(words);
});

test('a server whose certificate nobody vouches for is not told the code', async () => {
  writeFileSync(join(folder, 'house.crt'), '');
  const child = run('--enrol', CODE);
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  expect(enrolments).toEqual([]);
});
