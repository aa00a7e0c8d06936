/**
 * The server's process: start, find, stop. It is started detached, so that an interrupt at the keyboard reaches only
 * our program, which drains and then stops the database; and so that a crash of our program leaves it serving.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { identity, SERVER_ENV } from './cluster.ts';

const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 120_000;
const STARTS = 20;
const LARGEST_LOG = 20 * 1024 * 1024;

/** Of postmaster.pid: process id (line 1) and state (line 8). */
interface PidFile {
  readonly pid: number;
  readonly state: string;
}

export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, state: lines[7]?.trim() ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The living server of this cluster. A pid file whose process id now belongs to something else is removed: PostgreSQL
 * itself would refuse to start beside a process of the same account.
 */
export function findServer(cluster: string): PidFile | undefined {
  const found = readPidFile(cluster);
  if (found === undefined || !isAlive(found.pid)) return undefined;
  if (isServerOf(found.pid, cluster)) return found;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

function isServerOf(pid: number, cluster: string): boolean {
  try {
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
    return basename(program) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch (error) {
    // Gone meanwhile: not the server. Not ours to look at: leave the decision to PostgreSQL.
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export const serverArguments = (cluster: string, settings: Readonly<Record<string, string>>): string[] => [
  '-D',
  cluster,
  ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/** Whether the running server was started by this very program file with these very arguments. */
export function startedWith(cluster: string, program: string, args: readonly string[]): boolean {
  try {
    const command = [program, ...args.map((argument) => `"${argument}"`)].join(' ');
    return readFileSync(join(cluster, 'postmaster.opts'), 'utf8').trim() === command;
  } catch {
    return false;
  }
}

export interface StartRequest {
  readonly program: string;
  readonly cluster: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly account: Account;
}

/** Starts the server and waits until it takes connections (a recovery after a crash included). */
export async function startServer(request: StartRequest): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(request);
    } catch (error) {
      // The children of a killed server need a moment to notice; until they end, a new server refuses to start.
      const stillThere = /pre-existing shared memory block|lock file .* already exists/.test((error as Error).message);
      if (!stillThere || attempt >= STARTS) throw error;
      await sleep(500);
    }
  }
}

async function startOnce(request: StartRequest): Promise<number> {
  const log = openLog(request.logFile);
  const logStart = fstatSync(log).size;
  const child = spawn(request.program, request.args, {
    ...identity(request.account),
    cwd: '/',
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  child.unref();
  let end: string | undefined;
  void ended.then((reason) => {
    end = reason;
  });
  for (const limit = Date.now() + START_LIMIT_MS; Date.now() < limit; await sleep(10)) {
    if (end !== undefined) break;
    const found = readPidFile(request.cluster);
    if (found?.pid === child.pid && found?.state === 'ready') return found!.pid;
  }
  throw new Error(
    `The database did not start (${end ?? 'it is not ready after five minutes'}). Last lines of ${request.logFile}:\n${readTail(request.logFile, logStart)}`,
  );
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function readTail(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(16_384, Math.max(0, fstatSync(file).size - from)));
    readSync(file, buffer, 0, buffer.length, from);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-20).join('\n');
  } finally {
    closeSync(file);
  }
}

/**
 * SIGINT: open transactions are rolled back, everything is written, the process ends. (SIGTERM would wait for every
 * client to leave by itself.) Throws when it has not ended in two minutes; it is then still running.
 */
export async function stopServer(pid: number, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
    throw error;
  }
  for (const limit = Date.now() + STOP_LIMIT_MS; isRunning(pid); await sleep(10))
    if (Date.now() > limit) throw new Error(`The database (process id ${pid}) has not stopped after two minutes.`);
}

/** A zombie waiting for its parent has ended. */
export function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
