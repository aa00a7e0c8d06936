/** `npm run meter-simulator` as a process: it says where its meters are, they answer there, and it ends when told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { meteringIn, readMetering } from '../../server/modules/network/cjt188/requests.ts';
import { queryWallet, walletIn } from '../../server/modules/network/dlt645/prepaid.ts';
import { masterOf } from './master.fixture.ts';

const ROOT = join(import.meta.dirname, '..', '..');
let child: ChildProcess | null = null;

afterEach(() => {
  child?.kill('SIGKILL');
  child = null;
});

interface Run {
  /** The first `lines` lines of what it says. */
  said(lines: number): Promise<string[]>;
  ended(): Promise<number | null>;
}

function run(...args: readonly string[]): Run {
  const started = spawn(process.execPath, [join('tools', 'meter-simulator.ts'), ...args], { cwd: ROOT });
  child = started;
  let text = '';
  const lines = (): string[] => text.split('\n').slice(0, -1);
  const end = new Promise<number | null>((resolve) => started.once('exit', resolve));
  return {
    said: (count) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (lines().length >= count) resolve(lines());
        };
        for (const stream of [started.stdout, started.stderr]) {
          stream.on('data', (chunk: Buffer) => {
            text += chunk;
            look();
          });
        }
        started.once('exit', (code) =>
          lines().length >= count ? look() : reject(new Error(`ended with ${code}: ${text}`)),
        );
      }),
    ended: () => end,
  };
}

const portIn = (line: string): number => Number(/:(\d+) /.exec(line)?.[1]);

test('electricity on two lines', async () => {
  const simulator = run('--meters', '3', '--lines', '2', '--port', '0', '--money', '12.34', '--load', '0');
  const [first, second] = await simulator.said(2);
  expect(first).toContain('2 meters: 000000000001 … 000000000003');
  expect(second).toContain('1 meters: 000000000002 … 000000000002');
  const master = await masterOf(portIn(second!));
  const answer = await master.ask(queryWallet('000000000002', '00000000'), 5000);
  expect(walletIn(answer!)).toMatchObject({ moneyLeft: 1234, purchaseCount: 1, customerNo: '000000000002' });
  master.close();
  child!.kill('SIGTERM');
  expect(await simulator.ended()).toBe(0);
});

test('water', async () => {
  const simulator = run('--protocol', 'water', '--meters', '1', '--port', '0');
  const [first] = await simulator.said(1);
  const master = await masterOf(portIn(first!));
  const target = { meterType: 0x10, address: '00000000000001', diOrder: 'high-first' as const };
  expect(meteringIn((await master.askFlow(readMetering(target, 1), 5000))!)?.status.valve).toBe('open');
  master.close();
});

test('help, and what it does not understand', async () => {
  expect((await run('--help').said(10)).join('\n')).toContain('--lose-answer');
  expect(await run('--protocol', 'steam').ended()).toBe(1);
});
