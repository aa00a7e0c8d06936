/**
 * Opens the house's database: the embedded one in the data folder, or the one the configuration names. The owner
 * migrates and sets up the job queues; then its pool is closed and the process goes on with the application's rights.
 */
import type pg from 'pg';
import { allJobs } from './app.ts';
import type { Config } from './platform/config.ts';
import { checkDurability } from './platform/db/check-settings.ts';
import { type EmbeddedServer, startEmbedded } from './platform/db/embedded/start.ts';
import { migrate } from './platform/db/migrate.ts';
import { type ConnectionSettings, openPool } from './platform/db/pool.ts';
import { APP_ROLE, requireTwoRoles, roleOf } from './platform/db/roles.ts';
import { installJobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';

export interface HouseDatabase {
  readonly pool: pg.Pool;
  readonly appConnection: ConnectionSettings;
  readonly embedded: EmbeddedServer | null;
  close(): Promise<void>;
}

interface Connections {
  readonly owner: ConnectionSettings;
  readonly app: ConnectionSettings;
  readonly embedded: EmbeddedServer | null;
}

async function connections(config: Config, log: Log): Promise<Connections> {
  if (config.databaseUrl !== undefined && config.databaseOwnerUrl !== undefined) {
    const owner = { connectionString: config.databaseOwnerUrl };
    const app = { connectionString: config.databaseUrl };
    requireTwoRoles(owner, app);
    return { owner, app, embedded: null };
  }
  const embedded = await startEmbedded({ dataFolder: config.dataFolder, log: (line) => log.info(line) });
  return { owner: embedded.ownerConnection, app: embedded.appConnection, embedded };
}

async function prepare(owner: pg.Pool, app: ConnectionSettings, log: Log): Promise<void> {
  const appRole = roleOf(app) ?? APP_ROLE;
  await migrate(owner, { log: (line) => log.info(line), appRole });
  await installJobs(owner, appRole, allJobs());
}

/** Throws in words when the database cannot be reached, migrated, or is not safe to keep money in. */
export async function openHouseDatabase(config: Config, log: Log): Promise<HouseDatabase> {
  const { owner, app, embedded } = await connections(config, log);
  const ownerPool = openPool({ ...owner, applicationName: 'zhishou owner', max: 2, statementTimeoutMs: 0 });
  try {
    await prepare(ownerPool, app, log);
  } catch (error) {
    await ownerPool.end();
    await embedded?.stop();
    throw error;
  }
  await ownerPool.end();
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = openPool({ ...app, applicationName: 'zhishou', max: config.poolSize, atCounter: true, onError });
  const close = async (): Promise<void> => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    const client = await pool.connect();
    try {
      await checkDurability(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, appConnection: app, embedded, close };
}
