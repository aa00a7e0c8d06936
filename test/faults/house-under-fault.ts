/**
 * A house in processes of its own for fault tests: a server that may die, its database with every safeguard of a real
 * one, a founded house that sells, and a look from outside with the owner's rights.
 */

import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { askChild, type Child, type StartOptions, startServer } from '../../bench/child.ts';
import { type BenchHouse, buildHouse } from '../../bench/house.ts';
import { stopServer } from '../../server/platform/db/embedded/process.ts';
import { findEmbedded } from '../../server/platform/db/embedded/start.ts';
import { openPool } from '../../server/platform/db/pool.ts';
import { freePort } from '../support/free-port.ts';
import { audit, type Check } from './audit.ts';
import type { Selling } from './selling.ts';

/** Ten times what is expected. */
const HANG_MS = 120_000;
export const FAULT_SERVER = fileURLToPath(new URL('./fault-server.ts', import.meta.url));

export interface FaultOptions extends StartOptions {
  readonly clerks: number;
  /** A folder whose database is another's to stop; without it a new one, removed at the end. */
  readonly dataFolder?: string;
}

export interface HouseUnderFault {
  readonly dataFolder: string;
  readonly port: number;
  readonly house: BenchHouse;
  readonly child: Child;
  /** Asks the server over IPC; the answer carries the key. */
  ask<T>(message: unknown, key: keyof T & string): Promise<T>;
  /** Starts the server again after it ended. Answers the seconds until it was ready. */
  start(env?: Readonly<Record<string, string>>): Promise<number>;
  /** The owner's look, for one question. */
  look<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** What every fault test must find afterwards: no sale lost, none doubled, books that balance and verify. */
  audit(sold: Pick<Selling, 'acknowledged' | 'strange'>): Promise<Check[]>;
  close(): Promise<void>;
}

export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-faults-'));
  // As root the database's own account must be able to enter.
  chmodSync(folder, 0o711);
  return folder;
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export async function withOwner<T>(dataFolder: string, work: (owner: pg.Pool) => Promise<T>): Promise<T> {
  const { ownerConnection } = findEmbedded(dataFolder)!;
  const owner = openPool({ ...ownerConnection, applicationName: 'faults', max: 1, onError: () => undefined });
  try {
    return await work(owner);
  } finally {
    await owner.end().catch(() => undefined);
  }
}

/** The owner's look at the database of a folder, for one question at a time. */
export const lookInto =
  (dataFolder: string) =>
  <R>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    withOwner(dataFolder, async (owner) => (await owner.query(text, [...values])).rows as R[]);

/** A server that was killed leaves its database running. */
export async function stopDatabase(dataFolder: string): Promise<void> {
  const left = findEmbedded(dataFolder);
  if (left !== undefined) await stopServer(left.pid, 'SIGQUIT');
}

export async function openHouseUnderFault(options: FaultOptions): Promise<HouseUnderFault> {
  const { clerks, ...how } = options;
  const dataFolder = options.dataFolder ?? newDataFolder();
  const port = await freePort();
  const token = randomBytes(24).toString('base64url');
  const startWith = (env?: Readonly<Record<string, string>>): Promise<Child> =>
    startServer(dataFolder, port, token, { program: FAULT_SERVER, ...how, env: { ...how.env, ...env } });
  let child = await startWith();
  const close = async (): Promise<void> => {
    if (child.process.exitCode === null && child.process.signalCode === null) await child.stop();
    if (options.dataFolder !== undefined) return;
    await stopDatabase(dataFolder);
    removeFolder(dataFolder);
  };
  try {
    const house = await buildHouse(port, { setUp: child.setUpToken!, demo: token }, clerks);
    return {
      dataFolder,
      port,
      house,
      get child() {
        return child;
      },
      ask: (message, key) => askChild(child.process, message, key),
      async start(env) {
        child = await startWith(env);
        return child.readyMs / 1000;
      },
      look: lookInto(dataFolder),
      audit: (sold) => withOwner(dataFolder, (owner) => audit(owner, sold, dataFolder)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for what must come; the limit only stops what hangs. */
export async function until(happened: () => Promise<boolean> | boolean, what: string): Promise<number> {
  const from = performance.now();
  while (!(await happened())) {
    if (performance.now() - from > HANG_MS) throw new Error(`${what} has not come in two minutes`);
    await pause(10);
  }
  return (performance.now() - from) / 1000;
}

export const failedChecks = (checks: readonly Check[]): string[] =>
  checks.filter(({ good }) => !good).map(({ name, found }) => `${name}: ${found}`);
