/**
 * The database as its owner, for tools that need every table: DATABASE_OWNER_URL, or the embedded one — that of a
 * running house, or started for as long as the tool runs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../server/platform/config.ts';
import { ELSEWHERE_NOTE } from '../server/platform/db/embedded/places.ts';
import { findEmbedded, startEmbedded } from '../server/platform/db/embedded/start.ts';
import type { ConnectionSettings } from '../server/platform/db/pool.ts';

export interface OwnedDatabase {
  readonly connection: ConnectionSettings;
  readonly app: ConnectionSettings;
  close(): Promise<void>;
}

export const hasHouse = (dataFolder: string): boolean =>
  ['pgdata', ELSEWHERE_NOTE].some((name) => existsSync(join(dataFolder, name)));

/** Throws in words when there is no house in the data folder, unless one may be made. */
export async function openOwner(config: Config, mayBeNew = false): Promise<OwnedDatabase> {
  if (config.databaseUrl !== undefined && config.databaseOwnerUrl !== undefined) {
    const connection = { connectionString: config.databaseOwnerUrl };
    return { connection, app: { connectionString: config.databaseUrl }, close: async () => undefined };
  }
  if (!mayBeNew && !hasHouse(config.dataFolder))
    throw new Error(`there is no house in ${config.dataFolder}: set DATA (the demo's is ./data/demo) or DATABASE_URL`);
  const running = hasHouse(config.dataFolder) ? findEmbedded(config.dataFolder) : undefined;
  if (running?.holder !== undefined)
    return { connection: running.ownerConnection, app: running.appConnection, close: async () => undefined };
  const server = await startEmbedded({ dataFolder: config.dataFolder });
  return { connection: server.ownerConnection, app: server.appConnection, close: () => server.stop() };
}
