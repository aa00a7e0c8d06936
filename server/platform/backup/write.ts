/**
 * Writes a backup while the house goes on selling: every table as it stood at one moment (one snapshot), as the
 * database's owner. The file appears under its name only when it is whole and on the disk.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quoteIdentifier } from '../db/roles.ts';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  type BackupHead,
  type BackupTail,
  END_OF_ROWS,
  NOT_BACKED_UP,
} from './format.ts';

export interface TableOfBackup {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Tables of the house with their own columns; what is generated is generated again. */
export async function tablesOf(client: pg.ClientBase): Promise<TableOfBackup[]> {
  const { rows } = await client.query<TableOfBackup>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition
     group by c.relname order by c.relname`,
  );
  return rows.filter(({ table }) => !NOT_BACKED_UP.has(table));
}

export const copyList = ({ table, columns }: TableOfBackup): string =>
  `${quoteIdentifier(table)} (${columns.map(quoteIdentifier).join(', ')})`;

async function headOf(client: pg.ClientBase, secretKey: string | null): Promise<BackupHead> {
  const migrations = await client.query<BackupHead['migrations'][number]>(
    'select number, name, sha256 from migration order by number',
  );
  const sealed = await client.query<BackupHead['sealed'][number]>(
    `select distinct on (site_id) site_id as "siteId", business_date::text as "businessDate", digest
     from site_day where digest is not null order by site_id, business_date desc`,
  );
  return {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    at: new Date().toISOString(),
    migrations: migrations.rows,
    secretKey,
    sealed: sealed.rows,
  };
}

export interface WrittenBackup {
  readonly tables: number;
  readonly rows: number;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * @param owner a connection of the owner's role that nobody else uses
 * @param secretKey SHA-256 of the house's secret key, hex
 * Throws when the file cannot be written; nothing is left behind then.
 */
export async function writeBackup(owner: pg.Client, path: string, secretKey: string | null): Promise<WrittenBackup> {
  const unfinished = `${path}.unfinished`;
  const hash = createHash('sha256');
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const gzip = createGzip({ level: 5 });
  const written = pipeline(gzip, counting, createWriteStream(unfinished, { mode: 0o600, flags: 'w' }));
  // An error of the file shows at the next write and at the end; until then it must not end the process.
  written.catch(() => undefined);
  const write = async (chunk: Buffer | string, hashed = true): Promise<void> => {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (hashed) hash.update(buffer);
    if (!gzip.write(buffer)) await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), written]);
  };
  try {
    const counts = await inSnapshot(owner, async () => {
      await write(`${JSON.stringify(await headOf(owner, secretKey))}\n`);
      return copyTables(owner, write);
    });
    const tail: BackupTail = { end: true, ...counts, sha256: hash.digest('hex') };
    await write(`${JSON.stringify(tail)}\n`, false);
    gzip.end();
    await written;
    await toDisk(unfinished);
    await rename(unfinished, path);
    await toDisk(dirname(path));
    return { ...counts, sha256: tail.sha256, bytes };
  } catch (error) {
    gzip.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function inSnapshot<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    return await work();
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
}

async function copyTables(
  client: pg.Client,
  write: (chunk: Buffer | string) => Promise<void>,
): Promise<{ tables: number; rows: number }> {
  const tables = await tablesOf(client);
  let rows = 0;
  for (const one of tables) {
    await write(`${JSON.stringify(one)}\n`);
    const stream = client.query(copyTo(`copy ${copyList(one)} to stdout`));
    for await (const chunk of stream) await write(chunk as Buffer);
    rows += stream.rowCount;
    await write(`${END_OF_ROWS}\n`);
  }
  return { tables: tables.length, rows };
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
