/**
 * The embedded server on real files and processes: with fsync on, as this user, and as an ordinary user when the
 * tests run as root.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDurability, UnsafeDatabaseError } from '../check-settings.ts';
import { type ConnectionSettings, clientConfig } from '../pool.ts';
import { canTraverse, runningAsRoot } from './account.ts';
import { findServer, isRunning, stopServer } from './process.ts';
import { type EmbeddedServer, findEmbedded, startEmbedded } from './start.ts';

const KEEPER = fileURLToPath(new URL('./keeper.fixture.ts', import.meta.url));
const NOBODY = { uid: 65534, gid: 65534 };
/** Another user can only run our files where he can read them. */
const othersMayRead =
  runningAsRoot() && canTraverse(NOBODY, dirname(process.execPath)) && canTraverse(NOBODY, dirname(KEEPER));
const SMALL = { shared_buffers: '16MB' };

let folder: string;
const running = new Set<number>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-embedded-'));
  chmodSync(folder, 0o711);
});

afterEach(async () => {
  for (const pid of running) await stopServer(pid, 'SIGQUIT');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = SMALL, dataFolder = folder): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataFolder, settings });
  running.add(server.pid);
  return server;
}

async function ask(where: ConnectionSettings, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(clientConfig({ ...where, applicationName: 'test' }));
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another program on the same data folder; resolves when its database is up. */
async function startKeeper(
  command: readonly string[] = [process.execPath],
): Promise<{ keeper: ChildProcess; pid: number; adopted: boolean }> {
  const [program, ...before] = command;
  const keeper = spawn(program!, [...before, KEEPER, folder], { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  let errors = '';
  keeper.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  const line = await Promise.race([
    once(keeper.stdout!, 'data').then(([chunk]) => String(chunk)),
    once(keeper, 'exit').then(() => Promise.reject(new Error(`keeper ended: ${errors}`))),
  ]);
  const { pid, adopted } = JSON.parse(line);
  running.add(pid);
  return { keeper, pid, adopted };
}

describe('the embedded server', () => {
  test('starts, keeps its data over a stop, and passes the durability check as it comes', async () => {
    const first = await start();
    await ask(first.ownerConnection, 'create table kept as select 42 as answer; grant select on kept to zhishou_app');
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);
    expect(existsSync(join(first.cluster, 'postmaster.pid'))).toBe(false);

    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask(second.appConnection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    const facts = await ask(
      second.ownerConnection,
      `select current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses,
              datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()`,
    );
    expect(facts).toEqual([{ checksums: 'on', addresses: '', provider: 'b', locale: 'C.UTF-8' }]);
    const client = new pg.Client(clientConfig({ ...second.appConnection, applicationName: 'test' }));
    await client.connect();
    await checkDurability(client).finally(() => client.end());
    expect(statSync(second.cluster).mode & 0o777).toBe(0o700);
    expect(statSync(second.cluster).uid).not.toBe(0);
    await second.stop();
  });

  test('a server without fsync is refused by the durability check', async () => {
    const server = await start({ ...SMALL, fsync: 'off' });
    const client = new pg.Client(clientConfig({ ...server.appConnection, applicationName: 'test' }));
    await client.connect();
    await expect(checkDurability(client).finally(() => client.end())).rejects.toThrow(UnsafeDatabaseError);
    await server.stop();
  });

  test('a data folder in use is refused, and the first program is not disturbed', async () => {
    const { keeper, pid } = await startKeeper();
    await expect(start()).rejects.toThrow(`in use by the program with process id ${keeper.pid}`);
    const found = findEmbedded(folder)!;
    expect(found).toMatchObject({ pid, holder: keeper.pid });
    expect(await ask(found.appConnection, 'select 1 as one')).toEqual([{ one: 1 }]);
    keeper.kill('SIGTERM');
    await once(keeper, 'exit');
    expect(isRunning(pid)).toBe(false);
    expect(findEmbedded(folder)).toBeUndefined();
  });

  test('the server of a program that was killed is taken over, or restarted when its settings differ', async () => {
    const { keeper, pid } = await startKeeper();
    keeper.kill('SIGKILL');
    await once(keeper, 'exit');
    expect(isRunning(pid)).toBe(true);

    const second = await startKeeper();
    expect(second).toMatchObject({ pid, adopted: true });
    second.keeper.kill('SIGKILL');
    await once(second.keeper, 'exit');

    const third = await start({ ...SMALL, work_mem: '5MB' });
    expect(third.adopted).toBe(false);
    expect(third.pid).not.toBe(pid);
    expect(await ask(third.appConnection, "select current_setting('work_mem') as memory")).toEqual([{ memory: '5MB' }]);
    await third.stop();
  });

  test('what was confirmed survives the death of the server', async () => {
    const server = await start();
    await ask(server.ownerConnection, 'create table kept as select 1 as answer');
    await server.kill();
    const again = await start();
    expect(await ask(again.ownerConnection, 'select answer from kept')).toEqual([{ answer: 1 }]);
    await again.stop();
  });

  test('a server that ends by itself is started again', async () => {
    const server = await start();
    const first = server.pid;
    await ask(server.ownerConnection, 'create table kept as select 1 as answer');
    process.kill(first, 'SIGKILL');
    await expect.poll(() => server.pid, { timeout: 60_000 }).not.toBe(first);
    running.add(server.pid);
    expect(await ask(server.ownerConnection, 'select answer from kept')).toEqual([{ answer: 1 }]);
    await server.stop();
    expect(isRunning(server.pid)).toBe(false);
  });

  test('a pid file whose process id went to another program does not keep it from starting', async () => {
    const server = await start();
    await server.stop();
    const pidFile = join(server.cluster, 'postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${server.cluster}\n1\n5432\n\n\n\nready\n`);
    expect(findServer(server.cluster)).toBeUndefined();
    const again = await start();
    expect(await ask(again.appConnection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  test('a setting that PostgreSQL refuses is told in its words', async () => {
    await expect(start({ shared_buffers: 'plenty' })).rejects.toThrow(/did not start .*invalid value for parameter/s);
    await (await start()).stop();
  });

  test('a long path moves the socket to a short one', async () => {
    const server = await start(SMALL, join(folder, 'd'.repeat(100)));
    expect(server.appConnection.host!.length).toBeLessThan(90);
    expect(await ask(server.appConnection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    rmSync(server.appConnection.host!, { recursive: true });
  });
});

describe.runIf(runningAsRoot())('started as root', () => {
  test('in a closed folder the database goes elsewhere and a note says where', async () => {
    chmodSync(folder, 0o700);
    const server = await start();
    expect(server.cluster).toMatch(/^\/var\/lib\/zhishou\/clusters\/[0-9a-f]{12}\/pgdata$/);
    expect(readFileSync(join(folder, 'database-is-elsewhere.txt'), 'utf8')).toContain(join(server.cluster, '..'));
    expect(await ask(server.appConnection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    rmSync(join(server.cluster, '..'), { recursive: true });
  });

  test.runIf(othersMayRead)('another user of the machine cannot sign in', async () => {
    const server = await start();
    // The folder of the socket is closed; opened by hand, the access rules still refuse.
    chmodSync(server.appConnection.host!, 0o755);
    const socket = join(server.appConnection.host!, '.s.PGSQL.5432');
    chmodSync(socket, 0o777);
    const code = `
      const pg = require(${JSON.stringify(fileURLToPath(import.meta.resolve('pg')))});
      const where = { host: ${JSON.stringify(server.appConnection.host)}, user: 'zhishou_owner', database: 'zhishou' };
      new pg.Client(where).connect().then(() => console.log('in'), (e) => console.log(e.message)).then(process.exit);`;
    const tried = spawnSync(
      'setpriv',
      ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, '-e', code],
      {
        encoding: 'utf8',
        cwd: '/',
      },
    );
    expect(tried.stdout.trim() || tried.stderr).toContain('Peer authentication failed');
    await server.stop();
  });

  test.runIf(othersMayRead)(
    'an ordinary user starts it as himself, and root later runs it under his account',
    async () => {
      const [uid, gid] = [65534, 65534];
      chownSync(folder, uid, gid);
      chmodSync(folder, 0o700);
      const asUser = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', process.execPath];
      const { keeper, pid } = await startKeeper(asUser);
      expect(statSync(`/proc/${pid}`).uid).toBe(uid);
      expect(statSync(join(folder, 'pgdata')).uid).toBe(uid);
      expect(existsSync(join(folder, 'pg'))).toBe(true);
      keeper.kill('SIGTERM');
      await once(keeper, 'exit');

      const server = await start();
      expect(statSync(`/proc/${server.pid}`).uid).toBe(uid);
      expect(await ask(server.appConnection, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.stop();
    },
  );
});
