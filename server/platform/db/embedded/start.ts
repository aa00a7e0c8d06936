/**
 * The embedded PostgreSQL from the outside: start it (or take over the one a crashed program left running), say how
 * to connect, stop it. One program holds a data folder at a time.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type ConnectionSettings, clientConfig } from '../pool.ts';
import { APP_ROLE, OWNER_ROLE, quoteIdentifier } from '../roles.ts';
import { type Account, databaseAccount } from './account.ts';
import { clusterExists, makeCluster, ownerOf, writeAccessRules } from './cluster.ts';
import { livingHolder, lockFolder } from './lock.ts';
import { findPackage, stage } from './package.ts';
import { choosePlaces, makeDataFolder, makeOwned, type Places } from './places.ts';
import {
  findServer,
  isRunning,
  readPidFile,
  serverArguments,
  startedWith,
  startServer,
  stopServer,
} from './process.ts';

export interface EmbeddedOptions {
  readonly dataFolder: string;
  /** PostgreSQL settings beside ours, e.g. `{ fsync: 'off' }` in operation tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (message: string) => void;
}

export interface EmbeddedServer {
  readonly ownerConnection: ConnectionSettings;
  readonly appConnection: ConnectionSettings;
  readonly pid: number;
  /** True when a server left behind by a crash was taken over. */
  readonly adopted: boolean;
  /** Where PostgreSQL's data directory is. */
  readonly cluster: string;
  /** Close the pools first. Everything committed is on disk when this returns. */
  stop(): Promise<void>;
  /** Ends the server as a crash would; for fault tests. */
  kill(): Promise<void>;
}

export const DATABASE = 'zhishou';
const AGAIN_MS = 2_000;

const SETTINGS = {
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  max_connections: '100',
  jit: 'off',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
} as const;

/** Throws in words when the folder is in use, the account may not read it, or the server does not come up. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => {});
  const native = findPackage();
  let account = databaseAccount(log);
  makeDataFolder(options.dataFolder);
  const places = choosePlaces(options.dataFolder, account);
  const release = lockFolder(places.dataFolder);
  try {
    const programs = stage(native, places.programs);
    if (clusterExists(places.cluster)) account = ownerOf(places.cluster);
    else {
      makeCluster(programs, places.cluster, account);
      log(`new database in ${places.cluster}`);
    }
    requireSameMajor(places, native.version);
    makeOwned(places.sockets, account);
    const up = () => bringUp(programs, places, account, options);
    const { pid, adopted } = await up();
    await createRoleAndDatabase(places);
    if (adopted) log(`took over the running database (process id ${pid})`);
    const keeping = keepUp(pid, up, log);
    const end = (signal: 'SIGINT' | 'SIGKILL') => async () => {
      await stopServer(await keeping.end(), signal);
      release();
    };
    return {
      ...connections(places),
      get pid() {
        return keeping.pid();
      },
      adopted,
      cluster: places.cluster,
      stop: end('SIGINT'),
      kill: end('SIGKILL'),
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * A server that ends by itself (the machine ran out of memory) is started again; it then recovers what was committed.
 * One that does not come up (the disk is full) is tried again every two seconds. `end` stops watching and gives the process id to stop.
 */
function keepUp(
  first: number,
  up: () => Promise<{ pid: number }>,
  log: (message: string) => void,
): { pid: () => number; end: () => Promise<number> } {
  let pid = first;
  let restart: Promise<void> | undefined;
  const watch = setInterval(() => {
    if (restart !== undefined || isRunning(pid)) return;
    log(`the database (process id ${pid}) ended by itself; starting it again`);
    restart = up()
      .then((again) => {
        pid = again.pid;
      })
      .catch(async (error: Error) => {
        log(error.message);
        await sleep(AGAIN_MS);
      })
      .finally(() => {
        restart = undefined;
      });
  }, 500);
  watch.unref();
  return {
    pid: () => pid,
    async end() {
      clearInterval(watch);
      await restart;
      return pid;
    },
  };
}

/** How to connect to the server that another program (process id `holder`) runs on this folder; undefined if none. */
export function findEmbedded(
  dataFolder: string,
): (Pick<EmbeddedServer, 'ownerConnection' | 'appConnection' | 'pid'> & { holder: number | undefined }) | undefined {
  if (!existsSync(dataFolder)) return undefined;
  const places = choosePlaces(
    dataFolder,
    databaseAccount(() => {}),
  );
  const found = clusterExists(places.cluster) ? findServer(places.cluster) : undefined;
  if (found?.state !== 'ready') return undefined;
  return { ...connections(places), pid: found.pid, holder: livingHolder(places.dataFolder) };
}

async function bringUp(
  programs: string,
  places: Places,
  account: Account,
  options: EmbeddedOptions,
): Promise<{ pid: number; adopted: boolean }> {
  const program = join(programs, 'bin/postgres');
  const args = serverArguments(places.cluster, {
    ...SETTINGS,
    ...options.settings,
    listen_addresses: '',
    unix_socket_directories: places.sockets,
    unix_socket_permissions: '0700',
  });
  writeAccessRules(places.cluster, account);
  const running = findServer(places.cluster);
  if (running !== undefined) {
    // Left behind by a crash, perhaps still recovering. With other settings or another version it is restarted.
    if (startedWith(places.cluster, program, args) && (await answers(places, running.pid)))
      return { pid: running.pid, adopted: true };
    await stopServer(running.pid);
  }
  const pid = await startServer({ program, cluster: places.cluster, args, logFile: places.logFile, account });
  return { pid, adopted: false };
}

async function answers(places: Places, pid: number): Promise<boolean> {
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    if (readPidFile(places.cluster)?.state === 'ready') {
      try {
        // The running user may have changed since: the access rules just written must be read.
        process.kill(pid, 'SIGHUP');
        await asOwner(places, 'postgres', (client) => client.query('select 1'));
        return true;
      } catch {}
    }
    await sleep(100);
  }
  return false;
}

function requireSameMajor(places: Places, packageVersion: string): void {
  const found = readFileSync(join(places.cluster, 'PG_VERSION'), 'utf8').trim();
  const major = packageVersion.split('.')[0]!;
  if (found !== major)
    throw new Error(
      `The database in ${places.cluster} was made by PostgreSQL ${found}; this program brings ${major}. ` +
        'Export it with the version of the program that made it, and import it into a new data folder.',
    );
}

const connections = (places: Places): Pick<EmbeddedServer, 'ownerConnection' | 'appConnection'> => ({
  ownerConnection: { host: places.sockets, port: 5432, user: OWNER_ROLE, database: DATABASE },
  appConnection: { host: places.sockets, port: 5432, user: APP_ROLE, database: DATABASE },
});

async function asOwner<T>(places: Places, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const where = { ...connections(places).ownerConnection, database };
  const client = new pg.Client(clientConfig({ ...where, applicationName: 'zhishou start' }));
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createRoleAndDatabase(places: Places): Promise<void> {
  await asOwner(places, 'postgres', async (client) => {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
    if (role.rowCount === 0) await client.query(`create role ${quoteIdentifier(APP_ROLE)} login`);
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${quoteIdentifier(DATABASE)}`);
  });
}
