/**
 * One PostgreSQL for the whole test run: an embedded cluster in a temporary folder, or the external server named by
 * DATABASE_URL_TEST (the application's role) and DATABASE_OWNER_URL_TEST. One database is migrated once and is the
 * template of every test's own database.
 *
 * fsync is off here, and only here: these tests end with their cluster. Fault tests start their own, with fsync on.
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { livingHolder } from '../../server/platform/db/embedded/lock.ts';
import { stopServer } from '../../server/platform/db/embedded/process.ts';
import { type EmbeddedServer, findEmbedded, startEmbedded } from '../../server/platform/db/embedded/start.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { type ConnectionSettings, openPool } from '../../server/platform/db/pool.ts';
import { quoteIdentifier, requireTwoRoles, roleOf } from '../../server/platform/db/roles.ts';

export interface TestServer {
  readonly owner: ConnectionSettings;
  readonly app: ConnectionSettings;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const FOLDER_PREFIX = 'zhishou-test-';
const TEMPLATE_PREFIX = 'zhishou_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL_TEST ? externalServer(process.env.DATABASE_URL_TEST) : await embeddedServer();
  try {
    await makeTemplate(server);
  } catch (error) {
    await server.end();
    throw error;
  }
  project.provide('testServer', { owner: server.owner, app: server.app, template: server.template });
  return server.end;
}

type RunningServer = TestServer & { end: () => Promise<void> };

async function embeddedServer(): Promise<RunningServer> {
  const parent = fastFolder();
  await sweep(parent);
  const folder = mkdtempSync(join(parent, FOLDER_PREFIX));
  // As root the database's own account must be able to enter.
  chmodSync(folder, 0o711);
  let server: EmbeddedServer;
  try {
    server = await startEmbedded({
      dataFolder: folder,
      settings: {
        fsync: 'off',
        full_page_writes: 'off',
        shared_buffers: '128MB',
        max_connections: '200',
        max_wal_size: '256MB',
      },
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    owner: server.ownerConnection,
    app: server.appConnection,
    template: TEMPLATE_PREFIX,
    end: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A database is some six hundred small files, and every test makes one: memory is many times faster for that than a
 * disk. A container's usual 64 MB are too small, and where programs may not run an ordinary user cannot stage them.
 */
function fastFolder(): string {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    const options = mount?.split(' ')[3]?.split(',') ?? ['noexec'];
    if (bavail * bsize >= 3 * 1024 ** 3 && (process.getuid?.() === 0 || !options.includes('noexec'))) return memory;
  } catch {}
  return tmpdir();
}

/** Removes what an earlier run left when it was killed. A folder made just now may not be locked yet. */
async function sweep(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const folder = join(parent, name);
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found === undefined || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < 600_000) continue;
    try {
      if (livingHolder(folder) !== undefined) continue;
      const left = findEmbedded(folder);
      if (left !== undefined) await stopServer(left.pid, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      // Another run may be sweeping the same folder; what is left is found by the next one.
      console.error(`test folder ${folder} not removed: ${(error as Error).message}`);
    }
  }
}

function externalServer(appUrl: string): RunningServer {
  const ownerUrl = process.env.DATABASE_OWNER_URL_TEST;
  if (!ownerUrl)
    throw new Error('DATABASE_URL_TEST needs DATABASE_OWNER_URL_TEST beside it: the two roles are tested.');
  const owner = { connectionString: ownerUrl };
  const app = { connectionString: appUrl };
  requireTwoRoles(owner, app);
  const template = `${TEMPLATE_PREFIX}_${process.pid}`;
  return {
    owner,
    app,
    template,
    end: () => onServer(owner, (query) => query(`drop database if exists ${quoteIdentifier(template)}`)),
  };
}

async function makeTemplate(server: TestServer): Promise<void> {
  const template = quoteIdentifier(server.template);
  await onServer(server.owner, (query) => query(`create database ${template} template template0 encoding 'UTF8'`));
  const pool = openPool({ ...inDatabase(server.owner, server.template), applicationName: 'zhishou test', max: 1 });
  try {
    await migrate(pool, { appRole: roleOf(server.app) });
    await pool.query('analyze');
  } finally {
    await pool.end();
  }
}

async function onServer(
  where: ConnectionSettings,
  work: (query: (sql: string) => Promise<unknown>) => Promise<unknown>,
) {
  const pool = openPool({ ...where, applicationName: 'zhishou test', max: 1 });
  try {
    await work((sql) => pool.query(sql));
  } finally {
    await pool.end();
  }
}

export function inDatabase(where: ConnectionSettings, database: string): ConnectionSettings {
  if (where.connectionString === undefined) return { ...where, database };
  const url = new URL(where.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}
