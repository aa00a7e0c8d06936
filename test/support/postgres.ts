/**
 * A database of its own for a test file or a test: a copy of the migrated template, with both roles' pools.
 *
 *   const db = await createTestDatabase();
 *   afterAll(() => db.drop());
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import { type ConnectionSettings, openPool } from '../../server/platform/db/pool.ts';
import { quoteIdentifier } from '../../server/platform/db/roles.ts';
import { inDatabase } from './global-setup.ts';

export interface TestDatabase {
  /** The owner's role: makes tables, is not bound by grants. For set-up and for looking behind the curtain. */
  readonly owner: pg.Pool;
  /** The application's role, as in production. */
  readonly app: pg.Pool;
  readonly ownerConnection: ConnectionSettings;
  readonly appConnection: ConnectionSettings;
  /** Closes both pools and removes the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** An empty database without the migrations; for tests of migrating itself. */
  readonly empty?: boolean;
}

export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `zhishou_test_${randomBytes(6).toString('hex')}`;
  const template = options.empty ? 'template0' : server.template;
  await onServer(server.owner, `create database ${quoteIdentifier(name)} template ${quoteIdentifier(template)}`);
  const ownerConnection = inDatabase(server.owner, name);
  const appConnection = inDatabase(server.app, name);
  const owner = openPool({ ...ownerConnection, applicationName: 'zhishou test owner', max: 4, onError: () => {} });
  const app = openPool({ ...appConnection, applicationName: 'zhishou test', max: 8, onError: () => {} });
  return {
    owner,
    app,
    ownerConnection,
    appConnection,
    async drop() {
      await Promise.all([owner.end(), app.end()]);
      // On an external server the owner may not end other roles' connections; PostgreSQL then waits for them.
      const drop = `drop database ${quoteIdentifier(name)}`;
      await onServer(server.owner, process.env.DATABASE_URL_TEST ? drop : `${drop} with (force)`);
    },
  };
}

async function onServer(where: ConnectionSettings, sql: string): Promise<void> {
  const pool = openPool({ ...where, applicationName: 'zhishou test set-up', max: 1, onError: () => {} });
  try {
    await pool.query(sql);
  } finally {
    await pool.end();
  }
}
