/**
 * Opens the books for a tool that only reads them: the database of DATABASE_URL, the embedded one that a running house
 * uses, or the one in the data folder, started for as long as the tool runs. Nothing is migrated.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { readConfig } from '../server/platform/config.ts';
import { ELSEWHERE_NOTE } from '../server/platform/db/embedded/places.ts';
import { findEmbedded, startEmbedded } from '../server/platform/db/embedded/start.ts';
import { type ConnectionSettings, openPool } from '../server/platform/db/pool.ts';

export interface Books {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Throws in words when there is no house in the data folder. */
export async function openBooks(applicationName: string): Promise<Books> {
  const config = readConfig(process.env);
  const open = (connection: ConnectionSettings): pg.Pool =>
    openPool({ ...connection, applicationName, max: 3, statementTimeoutMs: 0 });
  if (config.databaseUrl !== undefined) {
    const pool = open({ connectionString: config.databaseUrl });
    return { pool, close: () => pool.end() };
  }
  // The demo's folder lies in that of a house that may not be there; a tool must not make one.
  if (!['pgdata', ELSEWHERE_NOTE].some((name) => existsSync(join(config.dataFolder, name))))
    throw new Error(`there is no house in ${config.dataFolder}: set DATA (the demo's is ./data/demo) or DATABASE_URL`);
  const running = findEmbedded(config.dataFolder);
  if (running?.holder !== undefined) {
    const pool = open(running.appConnection);
    return { pool, close: () => pool.end() };
  }
  const server = await startEmbedded({ dataFolder: config.dataFolder });
  const pool = open(server.appConnection);
  return {
    pool,
    async close() {
      await pool.end();
      await server.stop();
    },
  };
}
