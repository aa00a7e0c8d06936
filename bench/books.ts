/**
 * What the books of a house cost to prove and to keep: verification, the exported file and its check, the backup and
 * its way back. The commands of the product are run as they are; one that does not end well is said so.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table, whole } from './figures.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = new URL('./usage.ts', import.meta.url).href;

interface Ran {
  readonly seconds: number;
  readonly megabytes: number;
  /** Processor time of the Node process: what others do on the machine weighs less on it. */
  readonly cpuSeconds: number;
  readonly code: number | null;
  /** Its line of numbers, or what went wrong. */
  readonly said: string;
}

async function run(tool: string, args: readonly string[], dataFolder: string): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', USAGE, join(ROOT, 'tools', `${tool}.ts`), ...args], {
    cwd: ROOT,
    env: { ...process.env, DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (part) => (out += part));
  child.stderr.on('data', (part) => (errors += part));
  const [code] = (await once(child, 'close')) as [number | null];
  const [, kilobytes, micros] = /usage: (\d+) KB, (\d+) us/.exec(errors) ?? [];
  const result = out.split('\n').findLast((line) => /\d (records|rows)/.test(line));
  return {
    seconds: (performance.now() - began) / 1000,
    megabytes: Number(kilobytes) / 1024,
    cpuSeconds: Number(micros) / 1e6,
    code,
    said:
      result ??
      errors
        .replace(/usage: .*/, '')
        .trim()
        .split('\n')
        .at(-1) ??
      '',
  };
}

const sizeOf = (file: string): string => (existsSync(file) ? `${whole(statSync(file).size / 1e6)} MB` : 'none');

/** Answers what to print. `sales` are in the house of the folder; `work` is where the files go, and are gone after. */
export async function measureBooks(dataFolder: string, sales: number, work: string): Promise<string> {
  const folder = mkdtempSync(join(work, 'zhishou-bench-books-'));
  const [books, backup] = [join(folder, 'books.gz'), join(folder, 'house.backup')];
  const rows: string[][] = [];
  const note = (name: string, ran: Ran, more: string): void => {
    const rate = whole(sales / ran.seconds);
    const end = ran.code === 0 ? ran.said : `ended with ${ran.code}: ${ran.said}`;
    rows.push([name, ran.seconds.toFixed(1), ran.cpuSeconds.toFixed(1), rate, whole(ran.megabytes), more, end]);
    console.error(rows.at(-1)!.join(' | '));
  };
  try {
    note('verify', await run('verify', [], dataFolder), '');
    const exported = await run('export-books', ['--to', books], dataFolder);
    note('export-books', exported, sizeOf(books));
    note('check-books of that file', await run('check-books', [books], dataFolder), '');
    rmSync(books);
    const written = await run('backup', ['--to', backup], dataFolder);
    note('backup', written, sizeOf(backup));
    note('restore into an empty folder, and verify', await run('restore', [backup], join(folder, 'house')), '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    table([`${whole(sales)} sales`, 's', 'of them Node’s CPU', 'sales/s', 'memory MB', 'file', 'it said'], rows),
    '',
    'What is lost when a machine burns is what was done after the backup was begun (RPO: the age of the backup); the way back (RTO) is the last line, from an empty folder to verified books. Memory is that of the Node process; PostgreSQL has its own 256 MB of buffers.',
  ].join('\n');
}
