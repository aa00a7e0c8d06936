/**
 * FT-24: the process is killed inside migrations, before and after their commit. The next start completes them: the
 * schema is that of an undisturbed house, and over a house with data ledger and chain are what they were.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { MIGRATIONS_FOLDER, migrate, readMigrations } from '../../server/platform/db/migrate.ts';
import { quoteIdentifier, roleOf } from '../../server/platform/db/roles.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, SIZE, sized } from '../results/size.ts';
import { openCounter } from '../support/counter.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { MOMENTS, type Moment } from './migrating.ts';

const PROGRAM = fileURLToPath(new URL('./migrating.ts', import.meta.url));
const MOMENTS_EACH = sized({ smoke: 1, ci: 3, long: 3 });
const NUMBERS = readMigrations(MIGRATIONS_FOLDER).map(({ number }) => number);
/** With the tables of this one the house could sell, keep cards and roll prices out. */
const OLD_HOUSE = 96;

const opened: TestDatabase[] = [];
let kills = 0;
afterAll(async () => {
  for (const db of opened) await db.drop();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const db = await createTestDatabase({ empty: true });
  opened.push(db);
  return db;
}

const appRoleOf = (db: TestDatabase): { appRole?: string } => {
  const appRole = roleOf(db.appConnection);
  return appRole === undefined ? {} : { appRole };
};

async function newest(db: TestDatabase): Promise<number> {
  const { rows } = await db.owner.query<{ newest: number | null }>(
    `select case when to_regclass('public.migration') is null then null
       else (xpath('/row/n/text()', query_to_xml('select max(number) as n from migration', false, true, '')))[1]::text::int end as newest`,
  );
  return rows[0]!.newest ?? 0;
}

/** One death inside one migration, and the start after it. */
async function killInside(db: TestDatabase, number: number, moment: Moment): Promise<void> {
  const args = [PROGRAM, JSON.stringify(db.ownerConnection), String(number), moment];
  const role = roleOf(db.appConnection);
  const child = spawnSync(process.execPath, role === undefined ? args : [...args, role], { encoding: 'utf8' });
  expect(child.signal, child.stderr).toBe('SIGKILL');
  expect(await newest(db)).toBe(moment === 'after its commit' ? number : (NUMBERS[NUMBERS.indexOf(number) - 1] ?? 0));
  kills += 1;
}

/** Every moment but the last leaves the migration to be done again; the last leaves it done. */
async function through(db: TestDatabase, number: number, moments: readonly Moment[]): Promise<void> {
  for (const moment of moments) await killInside(db, number, moment);
  await migrate(db.owner, { ...appRoleOf(db), upTo: number });
  expect(await newest(db)).toBe(number);
}

const momentsOf = (turn: number): readonly Moment[] =>
  MOMENTS_EACH === MOMENTS.length ? MOMENTS : [MOMENTS[turn % MOMENTS.length]!];

/** Columns, constraints, triggers, functions and rights, as text. */
async function schemaOf(db: TestDatabase): Promise<string[]> {
  const { rows } = await db.owner.query<{ line: string }>(
    `select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
       from information_schema.columns where table_schema = 'public'
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
       from pg_constraint where connamespace = 'public'::regnamespace
     union all select tgrelid::regclass || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
     union all select proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
     union all select concat_ws(' ', table_name, grantee, privilege_type) from information_schema.table_privileges
       where table_schema = 'public' order by 1`,
  );
  return rows.map(({ line }) => line);
}

test('FT-24: killed inside migrations of a new house', async () => {
  const db = await emptyDatabase();
  const undisturbed = await createTestDatabase();
  opened.push(undisturbed);
  // Of the first three at smoke size, of all of them otherwise.
  const chosen = SIZE === 'smoke' ? NUMBERS.slice(0, 3) : NUMBERS;
  for (const [turn, number] of chosen.entries()) await through(db, number, momentsOf(turn));
  await migrate(db.owner, appRoleOf(db));
  expect(await schemaOf(db)).toEqual(await schemaOf(undisturbed));
});

/** Rows of the newer house as far as the older one has tables and columns for them. */
async function copyOlder(from: TestDatabase, to: TestDatabase): Promise<void> {
  const { rows: tables } = await to.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migration'`,
  );
  const client = await to.owner.connect();
  try {
    // Rows may name rows that follow; what was posted is verified at the end.
    await client.query(`set session_replication_role = 'replica'`);
    for (const table of tables.map(({ name }) => quoteIdentifier(name))) {
      const { rows } = await from.owner.query<{ row: string }>(`select row_to_json(t)::text as row from ${table} t`);
      await client.query(`delete from ${table}`);
      for (const { row } of rows)
        await client.query(`insert into ${table} select * from json_populate_record(null::${table}, $1)`, [row]);
    }
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

async function ledgerDigest(db: TestDatabase): Promise<string> {
  const { rows } = await db.owner.query<{ digest: string }>(
    `select md5(string_agg(line, E'\\n' order by line)) as digest from (
       select e::text as line from ledger_entry e union all select l::text from ledger_line l
       union all select r::text from chain_record r) t`,
  );
  return rows[0]!.digest;
}

test('FT-24: killed inside each step from an older house with data to this one', async () => {
  const counter = await openCounter();
  for (let sale = 0; sale < 20; sale += 1) await counter.sell(counter.room.electricity, { moneyFen: 1_000 + sale });
  const db = await emptyDatabase();
  await migrate(db.owner, { ...appRoleOf(db), upTo: OLD_HOUSE });
  await copyOlder(counter.database, db);
  const digest = await ledgerDigest(db);
  expect(digest).toBe(await ledgerDigest(counter.database));
  const steps = NUMBERS.filter((number) => number > OLD_HOUSE);
  const chosen = SIZE === 'smoke' ? steps.slice(-2) : steps;
  for (const [turn, number] of chosen.entries()) {
    await through(db, number, momentsOf(turn + 1));
    expect(await ledgerDigest(db)).toBe(digest);
  }
  const { faultCount, faults, records } = await verifyHouse(db.app, whatIsVerified());
  expect([faultCount, faults]).toEqual([0, []]);
  const found = `${kills} kills inside migrations, each completed by the next start; schema as of an undisturbed house; ledger digest unchanged over ${chosen.length} steps of a house with data, ${records} records verified`;
  noteResult({ list: 'faults', id: 'FT-24', found, seed: SEED });
});
