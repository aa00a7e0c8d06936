/**
 * npm run schema: migrates an empty database and writes what came out, as SQL and as types.
 * With --check it writes nothing and ends with 1 when the committed files differ.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { startEmbedded } from '../server/platform/db/embedded/start.ts';
import { migrate } from '../server/platform/db/migrate.ts';
import { openPool } from '../server/platform/db/pool.ts';
import { APP_ROLE } from '../server/platform/db/roles.ts';
import { readCatalogue } from './schema/catalogue.ts';
import { toSql } from './schema/to-sql.ts';
import { toTypes } from './schema/to-types.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface GeneratedFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** `owner` is connected to a migrated database. */
export async function generateSchema(owner: pg.Pool, appRole: string): Promise<GeneratedFile[]> {
  const client = await owner.connect();
  try {
    // Names are written without their schema only when the schema is on the path.
    await client.query('set search_path = public');
    const catalogue = await readCatalogue(client, appRole);
    return [
      { path: 'db/schema.sql', text: toSql(catalogue, appRole) },
      { path: 'server/platform/db/tables.gen.ts', text: toTypes(catalogue) },
    ];
  } finally {
    client.release(true);
  }
}

/** The paths of the files whose committed text differs. */
export function staleFiles(files: readonly GeneratedFile[]): string[] {
  return files.filter(({ path, text }) => readOrEmpty(join(ROOT, path)) !== text).map(({ path }) => path);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function generateFromMigrations(): Promise<GeneratedFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-schema-'));
  chmodSync(folder, 0o711);
  try {
    const server = await startEmbedded({ dataFolder: folder, settings: { fsync: 'off', shared_buffers: '32MB' } });
    const owner = openPool({ ...server.ownerConnection, applicationName: 'zhishou schema' });
    try {
      await migrate(owner);
      return await generateSchema(owner, APP_ROLE);
    } finally {
      await owner.end();
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const files = await generateFromMigrations();
  const stale = staleFiles(files);
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} is not what the migrations make: run npm run schema`);
    if (stale.length > 0) process.exitCode = 1;
    return;
  }
  for (const { path, text } of files) writeFileSync(join(ROOT, path), text);
  console.log(
    stale.length === 0 ? 'nothing changed' : `written: ${stale.map((path) => relative('.', path)).join(', ')}`,
  );
}

if (import.meta.main) await main();
