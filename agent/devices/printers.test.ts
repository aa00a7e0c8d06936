/** Printers on the network, spoken to over a real socket, and behind a file. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readSlip } from '../../shared/escpos/reader.ts';
import { writeSlip } from '../../shared/escpos/writer.ts';
import { openPrinter } from '../open-counter.ts';
import { openNetworkPrinter } from './network-printer.ts';
import { PrinterFailure } from './printer.ts';
import { openVirtualPrinter } from './virtual-printer.ts';
import { stateIn } from './windows-printer.ts';

interface Behaviour {
  /** Answers to DLE EOT n by n; nothing is answered for what is not named. */
  status?: Record<number, number>;
  /** Answer to GS r 1. */
  through?: number;
  throughAfterMs?: number;
  /** Hangs up after so many bytes. */
  breaksAfter?: number;
  /** What DLE EOT 4 answers once a slip has begun. */
  paperDuring?: number;
}

const READY = { 2: 0x12, 4: 0x12 };
const SLIP = writeSlip(48).line('凭证').cut().bytes();

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A printer that keeps what would be on paper. */
async function printer(behaviour: Behaviour): Promise<{ address: string; port: number; printed(): Uint8Array }> {
  const printed: number[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => take(socket, bytes, behaviour, printed));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `tcp://127.0.0.1:${port}`, port, printed: () => Uint8Array.from(printed) };
}

function take(socket: Socket, bytes: Buffer, behaviour: Behaviour, printed: number[]): void {
  const { status = {}, through, throughAfterMs = 0, breaksAfter, paperDuring } = behaviour;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) {
      const asked = bytes[at + 2]!;
      const answer = asked === 4 && printed.length > 0 ? (paperDuring ?? status[4]) : status[asked];
      if (answer !== undefined) socket.write(Uint8Array.of(answer));
      at += 2;
    } else if (bytes[at] === 0x1d && bytes[at + 1] === 0x72) {
      if (through !== undefined) setTimeout(() => socket.write(Uint8Array.of(through)), throughAfterMs);
      at += 2;
    } else if (breaksAfter !== undefined && printed.length >= breaksAfter) {
      socket.resetAndDestroy();
      return;
    } else printed.push(bytes[at]!);
  }
}

const failureOf = async (work: Promise<void>): Promise<object> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PrinterFailure);
  const { failure, sent } = error as PrinterFailure;
  return { failure, sent };
};

describe('a printer on the network', () => {
  test('that answers: its state is known and a slip is through when it says so', async () => {
    const { address, printed } = await printer({ status: READY, through: 0 });
    const device = openPrinter(address)!;
    expect(await device.state()).toEqual({ state: 'ready' });
    await device.print(SLIP);
    await device.print(SLIP);
    expect(readSlip(printed(), 48).cuts).toBe(2);
  });

  test('that answers nothing is believed when it took every byte', async () => {
    const { address, printed } = await printer({});
    const device = openPrinter(address)!;
    expect(await device.state()).toMatchObject({ state: 'ready', detail: expect.any(String) });
    await device.print(SLIP);
    expect(readSlip(printed(), 48).text).toContain('凭证');
  });

  test.each([
    ['no paper', { status: { ...READY, 4: 0x72 } }, 'paper-out', 'paper-out'],
    ['an open cover', { status: { ...READY, 2: 0x16 } }, 'fault', 'printer-fault'],
    ['an error of its own', { status: { ...READY, 2: 0x52 } }, 'fault', 'printer-fault'],
  ])('with %s: nothing is sent', async (_, behaviour, state, failure) => {
    const { address, printed } = await printer(behaviour);
    const device = openPrinter(address)!;
    expect(await device.state()).toMatchObject({ state });
    expect(await failureOf(device.print(SLIP))).toEqual({ failure, sent: false });
    expect(printed()).toHaveLength(0);
  });

  test('whose paper ends during the slip', async () => {
    const { address } = await printer({ status: READY, paperDuring: 0x72 });
    expect(await failureOf(openPrinter(address)!.print(SLIP))).toEqual({ failure: 'paper-out', sent: true });
  });

  test('that breaks the line during the slip', async () => {
    const { address } = await printer({ status: READY, breaksAfter: 5 });
    expect(await failureOf(openPrinter(address)!.print(SLIP))).toEqual({ failure: 'printer-fault', sent: true });
  });

  test('that does not say it is through and has paper has printed', async () => {
    const { port, printed } = await printer({ status: READY });
    await openNetworkPrinter('127.0.0.1', port, { status: 100, through: 200 }).print(SLIP);
    expect(readSlip(printed(), 48).cuts).toBe(1);
  });

  test('that says late that it is through', async () => {
    const { port } = await printer({ status: READY, through: 0, throughAfterMs: 250 });
    await openNetworkPrinter('127.0.0.1', port, { status: 100, through: 60_000 }).print(SLIP);
  });

  test('that is not there', async () => {
    const { address } = await printer({});
    for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
    const device = openPrinter(address)!;
    expect(await device.state()).toMatchObject({ state: 'missing' });
    expect(await failureOf(device.print(SLIP))).toEqual({ failure: 'no-printer', sent: false });
  });
});

describe('a printer in a folder', () => {
  test('a device file takes the bytes; one that is missing is not made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'printer-'));
    const path = join(folder, 'lp0');
    const device = openPrinter(`file:${path}`)!;
    expect(await device.state()).toMatchObject({ state: 'missing' });
    expect(await failureOf(device.print(SLIP))).toEqual({ failure: 'no-printer', sent: false });
    writeFileSync(path, '');
    expect(await device.state()).toMatchObject({ state: 'ready' });
    await device.print(SLIP);
    expect([...readFileSync(path)]).toEqual([...SLIP]);
    rmSync(folder, { recursive: true });
  });

  test('the virtual one keeps each slip as bytes and as text, and goes on counting after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'printer-'));
    await openVirtualPrinter(folder).print(SLIP);
    const again = openVirtualPrinter(folder);
    writeFileSync(join(folder, 'paper-out'), '');
    expect(await again.state()).toMatchObject({ state: 'paper-out' });
    expect(await failureOf(again.print(SLIP))).toEqual({ failure: 'paper-out', sent: false });
    rmSync(join(folder, 'paper-out'));
    await again.print(SLIP);
    expect([...readFileSync(join(folder, '000002.bin'))]).toEqual([...SLIP]);
    expect(readFileSync(join(folder, '000001.txt'), 'utf8')).toContain('凭证');
    rmSync(folder, { recursive: true });
  });
});

test.each([
  [0, 'ready'],
  [0x10, 'paper-out'],
  [0x40_0000, 'fault'],
  [0x2, 'fault'],
  [0x80, 'missing'],
  [0x1000, 'missing'],
  [0x90, 'missing'],
  [0x400, 'ready'],
])('status %i of a printer of Windows is %s', (status, state) => {
  expect(stateIn(status).state).toBe(state);
});

test.skipIf(process.platform === 'win32')('a printer of Windows is missing elsewhere', async () => {
  const device = openPrinter('windows:POS-80')!;
  expect(await device.state()).toMatchObject({ state: 'missing' });
  expect(await failureOf(device.print(SLIP))).toEqual({ failure: 'no-printer', sent: false });
});

test.each([
  ['none', null],
  ['tcp://10.0.0.9:9100', 'tcp://10.0.0.9:9100'],
  ['tcp://[fe80::1]:9100', 'tcp://fe80::1:9100'],
  ['file:/dev/usb/lp0', 'file:/dev/usb/lp0'],
])('%s', (wish, name) => {
  expect(openPrinter(wish)?.name ?? null).toBe(name);
});

test.each(['tcp://printer', 'lpt1', ''])('%j is no printer', (wish) => {
  expect(() => openPrinter(wish)).toThrow('no such printer');
});
