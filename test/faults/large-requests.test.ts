/**
 * FT-22: bodies of 50 MB, with and without their length told; clients that send a byte at a time; JSON nested deeper
 * than any stack; files that unpack to hundreds of megabytes. Each is refused, the memory does not grow with it, and
 * a clerk sells between them.
 */
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../bench/client.ts';
import { pathOf } from '../../shared/contracts/contract.ts';
import { stageRoomImport } from '../../shared/contracts/metering/stage-room-import.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { failedChecks, type HouseUnderFault, openHouseUnderFault } from './house-under-fault.ts';
import { type Acknowledged, saleOf } from './selling.ts';

const TIMES = sized({ smoke: 1, ci: 20, long: 100 });
const SLOW_CLIENTS = 50;
const MEGABYTE = 1 << 20;
const HUGE = 50 * MEGABYTE;
const GROWTH_AT_MOST = 50 * MEGABYTE;

let under: HouseUnderFault;
const statuses = new Map<string, Set<number>>();
/** The most that one of them took. */
let growth = 0;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  under = await openHouseUnderFault({ clerks: 1, env: { LOG_LEVEL: 'silent' } });
});
afterAll(() => under?.close());

const headOf = (path: string, more: readonly string[]): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'X-Zhishou: 1',
    `Idempotency-Key: ${newId()}`,
    `Cookie: ${under.house.clerks[0]!.cookie}`,
    ...more,
    '',
    '',
  ].join('\r\n');

/** Sends the pieces for as long as the server takes them. Answers the status, 0 where the line was only cut. */
function raw(pieces: Iterable<string | Buffer>, everyMs = 0): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(under.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => {
      heard += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0)));
    const write = async (): Promise<void> => {
      for (const piece of pieces) {
        if (socket.destroyed || heard !== '') break;
        if (!socket.write(piece)) await Promise.race([new Promise((done) => socket.once('drain', done)), pause(200)]);
        if (everyMs > 0) await pause(everyMs);
      }
      if (heard !== '') socket.end();
    };
    void write();
  });
}

function* hugeBody(chunked: boolean): Generator<string | Buffer> {
  const path = pathOf(sellCredit);
  yield headOf(path, [chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${HUGE}`]);
  const piece = Buffer.alloc(MEGABYTE, 0x20);
  for (let sent = 0; sent < HUGE; sent += MEGABYTE) {
    if (chunked) yield `${MEGABYTE.toString(16)}\r\n`;
    yield piece;
    if (chunked) yield '\r\n';
  }
}

/** A line that is cut while a client still sends may lose the answer on it: then the client asks again. */
async function heard(chunked: boolean): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const status = await raw(hugeBody(chunked), 10);
    if (status !== 0 || tries === 10) return status;
  }
}

function* slowHead(): Generator<string> {
  for (const letter of headOf(pathOf(sellCredit), [`X-Slow: ${'a'.repeat(100_000)}`])) yield letter;
}

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** A file of one sheet that says it unpacks to `size`, and does. */
function packedSheet(size: number): string {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(Buffer.alloc(size, 0x20));
  const entry = Buffer.alloc(46 - 20);
  entry.writeUInt16LE(20, 0);
  entry.writeUInt16LE(8, 4);
  entry.writeUInt32LE(packed.length, 14);
  entry.writeUInt32LE(size, 18);
  entry.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), entry, name, packed]);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, name, end]).toString('base64');
}

async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${under.port}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-zhishou': '1',
      'idempotency-key': newId(),
      cookie: under.house.clerks[0]!.cookie,
      ...headers,
    },
    body: new Uint8Array(Buffer.from(body)),
  });
  const { refusal } = (await response.json()) as { refusal: { text: { zh: string } } };
  expect(refusal.text.zh).not.toBe('');
  return response.status;
}

const sweptMemory = async (): Promise<number> => (await under.ask<{ swept: number }>('swept memory', 'swept')).swept;

/** One after each attack, slow clients or not: what thousands would do to the memory is another question. */
async function sellOne(): Promise<void> {
  const { cookie, meterIds } = under.house.clerks[0]!;
  const key = newId();
  const { status, text } = await ask(under.port, sellCredit, saleOf(under.house, meterIds[0]!), { cookie, key });
  expect(status, text).toBe(200);
  const { saleId, slipNo } = JSON.parse(text);
  acknowledged.push({ key, saleId, slipNo, tries: 1 });
}

/** A name of each attack, and what it may be answered with. */
const ATTACKS: Readonly<Record<string, { readonly play: () => Promise<number>; readonly answers: readonly number[] }>> =
  {
    '50 MB told': { play: () => heard(false), answers: [413] },
    '50 MB in pieces': { play: () => heard(true), answers: [413] },
    'nested lists': { play: () => post(pathOf(sellCredit), nested(400_000)), answers: [400] },
    'nested act to sign': {
      play: () => post(pathOf(signAct), `{"pin":"730518","act":"tills.open-drawer","content":{"a":${nested(30_000)}}}`),
      answers: [400, 413],
    },
    'packed body': {
      play: () => post(pathOf(sellCredit), gzipSync(Buffer.alloc(HUGE, 0x20)), { 'content-encoding': 'gzip' }),
      answers: [400],
    },
    'packed sheet': {
      play: async () => {
        const input = { fileName: 'rooms.xlsx', fileBase64: packedSheet(400 * MEGABYTE) };
        const { status, text } = await ask(under.port, stageRoomImport, input, {
          cookie: under.house.cookieOf('technician'),
        });
        // A file that cannot be read is staged as one bad file; nothing of it was unpacked.
        if (status === 200) expect(JSON.parse(text)).toMatchObject({ good: 0 });
        return status;
      },
      answers: [200, 413, 422],
    },
  };

test('FT-22: huge, deep and packed bodies, and clients that send a byte at a time', async () => {
  for (const { play } of Object.values(ATTACKS)) await play();
  const before = await sweptMemory();
  const slow = Array.from({ length: SLOW_CLIENTS }, () => raw(slowHead(), 500));
  for (let turn = 0; turn < TIMES; turn += 1)
    for (const [name, { play, answers }] of Object.entries(ATTACKS)) {
      const swept = await sweptMemory();
      const status = await play();
      growth = Math.max(growth, (await under.child.memory()) - swept);
      expect(answers, `${name} was answered ${status}`).toContain(status);
      statuses.set(name, (statuses.get(name) ?? new Set()).add(status));
      await sellOne();
    }
  for (const status of await Promise.all(slow)) expect(status).toBe(408);
  const kept = (await sweptMemory()) - before;
  expect(growth).toBeLessThanOrEqual(GROWTH_AT_MOST);
  expect(kept).toBeLessThanOrEqual(GROWTH_AT_MOST);
  expect(failedChecks(await under.audit({ acknowledged, strange: [] }))).toEqual([]);
  const told = [...statuses].map(([name, found]) => `${name} ${[...found].join('/')}`).join(', ');
  const found = `${TIMES} times each: ${told}; ${SLOW_CLIENTS} slow clients 408; memory ${before >> 20} MB, ${growth >> 20} MB more at most for one of them, ${Math.max(0, kept) >> 20} MB kept after all; ${acknowledged.length} sales between them`;
  noteResult({ list: 'faults', id: 'FT-22', found, seed: SEED });
});
