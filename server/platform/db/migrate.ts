/**
 * Applies db/migrations/NNNN-name.sql in the order of their numbers, each in its own transaction, forward only.
 * Table `migration` keeps the hash of every applied file: one that was changed afterwards, one that is missing, or
 * one that arrives with a number below the newest applied is refused, because the database would no longer be what
 * the files say. `:app_role` in a file stands for the quoted name of the application's role.
 *
 * The advisory lock only lets a second starter wait; what keeps a file from being applied twice is the primary key.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { APP_ROLE, ensureAppRole, quoteIdentifier } from './roles.ts';

export interface MigrateOptions {
  readonly log?: (message: string) => void;
  /** Default: the repository's db/migrations. */
  readonly folder?: string;
  /** Default `zhishou_app`; with an external database the user of DATABASE_URL. */
  readonly appRole?: string;
  /** Goes no further than this number: for a backup of an older version. Default: all. */
  readonly upTo?: number;
}

interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
const FILE_NAME = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/;
/** Any constant of our own; all starters of one database must agree on it. */
const LOCK_KEY = 7_263_904_115;

/** Returns the names of the migrations that were applied now. Throws, with nothing half-applied, on any doubt. */
export async function migrate(owner: pg.Pool | pg.Client, options: MigrateOptions = {}): Promise<string[]> {
  const files = readMigrations(options.folder ?? MIGRATIONS_FOLDER);
  const appRole = options.appRole ?? APP_ROLE;
  const client = owner instanceof pg.Pool ? await owner.connect() : owner;
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await prepare(client, appRole);
    const applied = await client.query<AppliedMigration>('select number, name, sha256 from migration order by number');
    const pending = decidePending(files, applied.rows);
    const wanted = pending.filter((file) => file.number <= (options.upTo ?? Number.POSITIVE_INFINITY));
    for (const file of wanted) {
      await apply(client, file, appRole);
      options.log?.(`migration ${title(file)} applied`);
    }
    return wanted.map(title);
  } finally {
    await client
      .query(`select pg_advisory_unlock(${LOCK_KEY}); reset statement_timeout; reset lock_timeout`)
      .catch(() => {});
    if (owner instanceof pg.Pool) (client as pg.PoolClient).release();
  }
}

/** The files of a folder in order; throws on a misnamed file or a number used twice. */
export function readMigrations(folder: string): MigrationFile[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const files = names.map((fileName) => {
    const match = FILE_NAME.exec(fileName);
    if (match === null) throw new Error(`db/migrations: "${fileName}" is not named NNNN-some-name.sql`);
    // A checkout on Windows may carry other line ends; the migration is the same.
    const sql = readFileSync(join(folder, fileName), 'utf8').replaceAll('\r\n', '\n');
    return { number: Number(match[1]), name: match[2]!, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
  files.sort((a, b) => a.number - b.number);
  files.forEach((file, index) => {
    if (files[index + 1]?.number === file.number)
      throw new Error(`db/migrations: number ${file.number} is used twice (${file.name}, ${files[index + 1]!.name})`);
  });
  return files;
}

function decidePending(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  const byNumber = new Map(files.map((file) => [file.number, file]));
  for (const done of applied) {
    const file = byNumber.get(done.number);
    if (file === undefined)
      throw new Error(
        `The database has migration ${title(done)}, which this program does not know: the program is older than its database. Start the newer version.`,
      );
    if (file.sha256 !== done.sha256)
      throw new Error(
        `Migration ${title(file)} was changed after it had been applied. Restore the file and write the change as a new migration.`,
      );
  }
  const newest = applied.at(-1)?.number ?? -1;
  const done = new Set(applied.map((migration) => migration.number));
  const pending = files.filter((file) => !done.has(file.number));
  const late = pending.find((file) => file.number < newest);
  if (late !== undefined)
    throw new Error(
      `Migration ${title(late)} has a number below ${newest}, the newest applied: migrations only go forward. Give it the next free number (on a trial database: start with an empty data folder).`,
    );
  return pending;
}

async function prepare(client: pg.ClientBase, appRole: string): Promise<void> {
  await ensureAppRole(client, appRole);
  const role = quoteIdentifier(appRole);
  await client.query(`
    create table if not exists migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz(3) not null default now()
    );
    revoke create on schema public from public;
    grant usage on schema public to ${role};
    grant select on migration to ${role};`);
}

async function apply(client: pg.ClientBase, file: MigrationFile, appRole: string): Promise<void> {
  const sql = file.sql.replaceAll(/(?<!:):app_role\b/g, quoteIdentifier(appRole));
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`Migration ${title(file)} failed: ${describe(error, sql)}`, { cause: error });
  }
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const line = error.position ? ` at line ${sql.slice(0, Number(error.position)).split('\n').length}` : '';
  return `${error.message}${line}${error.detail ? ` (${error.detail})` : ''}${error.hint ? ` ${error.hint}` : ''}`;
}

const title = (migration: { number: number; name: string }): string =>
  `${String(migration.number).padStart(4, '0')}-${migration.name}`;
