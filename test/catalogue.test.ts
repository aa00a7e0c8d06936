/**
 * The rules that keep the schema fit for a distributed engine, read from the catalogue. Each failure names the table,
 * key or constraint and says what to do instead.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/postgres.ts';

/** Tables that do not belong to one site. A new entry needs its reason here. */
const WITHOUT_SITE: ReadonlyMap<string, string> = new Map([
  ['site', 'is the site itself'],
  ['migration', 'is about the program, not about a house'],
  ['set_up_token', 'is used up before there is a site'],
  ['security_event', 'some happen before anybody has signed in, and then belong to no site'],
]);

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** `sql` gives one column `offender`; those of the tables without a site are left out when it also gives `table`. */
async function offenders(sql: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ offender: string; table?: string }>(sql);
  return rows.filter((row) => !WITHOUT_SITE.has(row.table ?? '')).map((row) => row.offender);
}

const TABLES = `select c.oid, c.relname from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
const SITE_COLUMN = `(select a.attnum from pg_attribute a where a.attrelid = t.oid and a.attname = 'site_id')`;

const RULES: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'every table has a primary key',
    sql: `select t.relname as offender from (${TABLES}) t
      where not exists (select 1 from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')`,
  },
  {
    rule: 'site_id comes first in every primary and unique key',
    sql: `select t.relname as table, t.relname || '.' || i.indexrelid::regclass as offender
      from (${TABLES}) t join pg_index i on i.indrelid = t.oid and i.indisunique
      where i.indkey[0] is distinct from ${SITE_COLUMN}`,
  },
  {
    rule: 'every table has a site_id that is never null',
    sql: `select t.relname as table, t.relname as offender from (${TABLES}) t
      where not exists (select 1 from pg_attribute a
        where a.attrelid = t.oid and a.attname = 'site_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)`,
  },
  {
    rule: 'a foreign key stays inside its site: it begins with site_id on both sides',
    sql: `select t.relname as table, t.relname || '.' || k.conname as offender
      from (${TABLES}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and k.conparentid = 0
      where k.conkey[1] is distinct from ${SITE_COLUMN}
        or k.confkey[1] is distinct from
          (select a.attnum from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'site_id')`,
  },
  {
    rule: 'no exclusion constraint; check it in the statement that writes, on a locked parent row',
    sql: `select k.conrelid::regclass || '.' || k.conname as offender from pg_constraint k
      where k.connamespace = 'public'::regnamespace and k.contype = 'x'`,
  },
  {
    rule: 'nothing is deferrable and there is no constraint trigger; check it in the statement that writes',
    sql: `select k.conrelid::regclass || '.' || k.conname as offender from pg_constraint k
      where k.connamespace = 'public'::regnamespace and (k.condeferrable or k.contype = 't')`,
  },
  {
    rule: 'no sequence gives a number that people see: ids are uuid, numbers come from number_series',
    sql: `select c.relname as offender from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'`,
  },
  {
    rule: 'money, prices and quantities are integers',
    sql: `select t.relname || '.' || a.attname as offender
      from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where a.atttypid in ('float4'::regtype, 'float8'::regtype, 'money'::regtype)
        or (a.attname ~ '(^|_)(fen|price|milli)$' and a.atttypid not in ('int4'::regtype, 'int8'::regtype))`,
  },
  {
    rule: 'a time has its zone, and one that the database makes itself has milliseconds: timestamptz(3)',
    sql: `select t.relname || '.' || a.attname as offender
      from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where a.atttypid = 'timestamp'::regtype
        or (a.atttypid = 'timestamptz'::regtype and a.atthasdef and a.atttypmod <> 3)`,
  },
];

describe('the schema', () => {
  test.each(RULES)('$rule', async ({ rule, sql }) => {
    expect(await offenders(sql), rule).toEqual([]);
  });

  test('the tables without a site still exist', async () => {
    const { rows } = await db.owner.query<{ relname: string }>(TABLES);
    const names = new Set(rows.map((row) => row.relname));
    expect([...WITHOUT_SITE.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  test('each rule finds a table that breaks it', async () => {
    const broken = await createTestDatabase({ empty: true });
    const found: Record<string, boolean> = {};
    try {
      await broken.owner.query(`
        create table good (site_id uuid not null, id int not null, primary key (site_id, id), unique (id, site_id));
        create table bad (id int generated always as identity, site_id uuid, sum_fen numeric, at timestamp,
          good_id int, unique (id, site_id) deferrable, exclude using btree (id with =),
          foreign key (good_id, site_id) references good (id, site_id));`);
      for (const { rule, sql } of RULES) found[rule] = ((await broken.owner.query(sql)).rowCount ?? 0) > 0;
    } finally {
      await broken.drop();
    }
    expect(found).toEqual(Object.fromEntries(RULES.map(({ rule }) => [rule, true])));
  });
});
