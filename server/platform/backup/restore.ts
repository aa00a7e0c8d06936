/**
 * Restores a backup into an empty database, whole or not at all. The file is read to its end before anything is
 * written; then the database is brought to the level of the backup, the rows go in within one transaction, and newer
 * migrations follow.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { MIGRATIONS_FOLDER, migrate, readMigrations } from '../db/migrate.ts';
import { type ConnectionSettings, clientConfig } from '../db/pool.ts';
import { quoteIdentifier } from '../db/roles.ts';
import type { BackupHead } from './format.ts';
import { type BackupRead, NotABackup, readBackup } from './read.ts';
import { copyList, type TableOfBackup, tablesOf } from './write.ts';

export interface RestoreOptions {
  readonly owner: ConnectionSettings;
  readonly appRole: string;
  readonly log?: (line: string) => void;
}

/** Reads the file to its end and writes nothing. Throws NotABackup. */
export const checkBackup = (path: string): Promise<BackupRead> =>
  readBackup(path, {
    onHead: async (head) => requireKnownLevel(head),
    async onTable(_table, rows) {
      for await (const _row of rows);
    },
  });

/** Throws NotABackup for a bad file, an Error in words when the database is not empty; the database is then as it was. */
export async function restoreBackup(path: string, options: RestoreOptions): Promise<BackupRead> {
  const { owner, appRole, log = () => undefined } = options;
  const checked = await checkBackup(path);
  log(`backup of ${checked.head.at}: ${checked.tables} tables, ${checked.rows} rows, whole`);
  const client = new pg.Client(clientConfig({ ...owner, applicationName: 'zhishou restore', statementTimeoutMs: 0 }));
  await client.connect();
  try {
    await client.query('set idle_in_transaction_session_timeout = 0');
    await requireEmpty(client);
    const upTo = checked.head.migrations.at(-1)!.number;
    await migrate(client, { appRole, upTo });
    await client.query('begin');
    try {
      await load(client, path);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
    const newer = await migrate(client, { appRole });
    for (const name of newer) log(`migration ${name} applied`);
    await client.query('analyze');
    return checked;
  } finally {
    await client.end();
  }
}

function requireKnownLevel(head: BackupHead): void {
  const files = new Map(readMigrations(MIGRATIONS_FOLDER).map((file) => [file.number, file.sha256]));
  const strange = head.migrations.find(({ number, sha256 }) => files.get(number) !== sha256);
  if (strange !== undefined)
    throw new NotABackup(
      `the backup was made by a newer or another version (migration ${strange.number}-${strange.name}): restore it with that version`,
    );
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ here: boolean }>("select to_regclass('public.site') is not null as here");
  if (rows[0]!.here === false) return;
  const sites = await client.query('select 1 from site limit 1');
  if (sites.rowCount !== 0)
    throw new Error(
      'there is a house in this database: a backup is restored into an empty one only. Nothing was changed.',
    );
}

async function load(client: pg.Client, path: string): Promise<void> {
  const present = await tablesOf(client);
  const names = new Set(present.map(({ table }) => table));
  // Rows may name rows of tables that follow in the file: the keys are put back when all is in, and checked then.
  const keys = await takeKeysOff(client);
  // Nor does a trigger that looks at what is written together; what was posted is proven afterwards, by verifying.
  for (const { table } of present) await client.query(`alter table ${quoteIdentifier(table)} disable trigger user`);
  // What migrations put in comes from the backup too.
  for (const { table } of present) await client.query(`delete from ${quoteIdentifier(table)}`);
  await readBackup(path, {
    onHead: async () => undefined,
    async onTable(table, rows) {
      if (!names.has(table.table)) throw new NotABackup(`the backup has a table ${table.table} that is not there`);
      await copyIn(client, table, rows);
    },
  });
  for (const { table } of present) await client.query(`alter table ${quoteIdentifier(table)} enable trigger user`);
  // Nobody goes on where the backup was made: everybody signs in again.
  await client.query('update session set ended_at = now() where ended_at is null');
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`);
}

async function takeKeysOff(client: pg.Client): Promise<{ table: string; name: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

async function copyIn(client: pg.Client, table: TableOfBackup, rows: AsyncIterable<Buffer>): Promise<void> {
  const stream = client.query(copyFrom(`copy ${copyList(table)} from stdin`));
  await pipeline(Readable.from(gathered(rows)), stream);
}

const GATHER_BYTES = 1 << 16;

/** Row by row would be a message each. */
async function* gathered(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const row of rows) {
    held.push(row);
    size += row.length;
    if (size < GATHER_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
