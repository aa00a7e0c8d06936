/** What the database's owner can do behind the product's back, triggers and constraints out of the way, and how it is undone. */
import type pg from 'pg';
import { quoteIdentifier } from '../../server/platform/db/roles.ts';

export interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly key: readonly string[];
}

/** Every column of the tables, with the key of its table; what PostgreSQL reckons itself is not among them. */
export async function columnsOf(owner: pg.Pool, tables: readonly string[]): Promise<Column[]> {
  const { rows } = await owner.query<Column>(
    `select c.table_name::text as table, c.column_name::text as column, c.udt_name::text as type,
       (select array_agg(a.attname::text order by k.no) from pg_index i,
          unnest(i.indkey::int2[]) with ordinality as k(attnum, no), pg_attribute a
        where i.indrelid = c.table_name::regclass and i.indisprimary and a.attrelid = i.indrelid
          and a.attnum = k.attnum) as key
     from information_schema.columns c
     where c.table_schema = 'public' and c.table_name = any($1) and c.is_generated = 'NEVER'
     order by c.table_name, c.ordinal_position`,
    [tables],
  );
  return rows;
}

/** Checks, foreign keys from and to them, and unique indexes but the primary key: whoever owns the tables can take them away. */
export async function dropConstraints(owner: pg.Pool, tables: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ sql: string }>(
    `select format('alter table %I drop constraint %I', r.relname, c.conname) as sql
     from pg_constraint c join pg_class r on r.oid = c.conrelid
     left join pg_class named on named.oid = c.confrelid
     where (r.relname = any($1) or named.relname = any($1)) and c.contype in ('f', 'c', 'u', 'x')
     order by c.contype = 'f' desc`,
    [tables],
  );
  for (const { sql } of rows) await owner.query(`${sql} cascade`).catch(alreadyGone);
  const { rows: indexes } = await owner.query<{ sql: string }>(
    `select format('drop index %I', i.relname) as sql from pg_index x
     join pg_class i on i.oid = x.indexrelid join pg_class r on r.oid = x.indrelid
     where r.relname = any($1) and x.indisunique and not x.indisprimary`,
    [tables],
  );
  for (const { sql } of indexes) await owner.query(sql);
}

/** A cascade may have taken it already. */
function alreadyGone(error: unknown): void {
  if ((error as { code?: string }).code !== '42704') throw error;
}

/** The other value of each type, in SQL; where there was none, there now is one. Far enough away that no other row of the key has it. */
const OTHER: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column}, '') || '0'`,
  varchar: (column) => `coalesce(${column}, '') || '0'`,
  uuid: () => 'gen_random_uuid()',
  int2: (column) => `coalesce(${column}, 0) + 1000`,
  int4: (column) => `coalesce(${column}, 0) + 1000`,
  int8: (column) => `coalesce(${column}, 0) + 1000`,
  numeric: (column) => `coalesce(${column}, 0) + 1000`,
  bool: (column) => `not coalesce(${column}, false)`,
  date: (column) => `coalesce(${column}, date '2026-01-01') + 400`,
  timestamptz: (column) => `coalesce(${column}, timestamptz '2026-01-01') + interval '1 millisecond'`,
  jsonb: (column) => `jsonb_build_array(${column}, 0)`,
  json: (column) => `json_build_array(${column}, 0)`,
  bytea: (column) => `coalesce(${column}, '') || '\\x00'`,
  _text: (column) => `array_append(${column}, '0')`,
  _uuid: (column) => `array_append(${column}, gen_random_uuid())`,
  _int2: (column) => `array_append(${column}, 0::int2)`,
  _int4: (column) => `array_append(${column}, 0)`,
  _int8: (column) => `array_append(${column}, 0::int8)`,
};

/** A value for a column of the type, in SQL: for a row that no operation of this house has written yet. */
const ANY: Readonly<Record<string, string>> = {
  text: `'x'`, varchar: `'x'`, uuid: 'gen_random_uuid()', int2: '1', int4: '1', int8: '1', numeric: '1', bool: 'true',
  date: `date '2026-06-10'`, timestamptz: `timestamptz '2026-06-10 08:00:00+08'`, jsonb: `'{}'::jsonb`, json: `'{}'::json`,
  bytea: `'\\x01'::bytea`, _text: `'{}'::text[]`, _uuid: `'{}'::uuid[]`, _int2: `'{}'::int2[]`, _int4: `'{}'::int4[]`,
  _int8: `'{}'::int8[]`,
}; // biome-ignore format: a list

const sqlFor = <T>(from: Readonly<Record<string, T>>, { table, column, type }: Column): T => {
  const found = from[type];
  if (found === undefined) throw new Error(`${table}.${column} is a ${type}: say how such a value is changed`);
  return found;
};

/** The statement that writes one row of the table, of the site, and hands it back whole. */
export function insertOf(columns: readonly Column[]): string {
  const names = columns.map(({ column }) => quoteIdentifier(column)).join(', ');
  const values = columns.map((one) => (one.column === 'site_id' ? '$1' : sqlFor(ANY, one))).join(', ');
  return `insert into ${quoteIdentifier(columns[0]!.table)} (${names}) values (${values}) returning *`;
}

/** Triggers off, the work, triggers on. */
export async function untriggered(owner: pg.Pool, table: string, work: () => Promise<unknown>): Promise<void> {
  await owner.query(`alter table ${quoteIdentifier(table)} disable trigger user`);
  try {
    await work();
  } finally {
    await owner.query(`alter table ${quoteIdentifier(table)} enable trigger user`);
  }
}

/** A row as it was, to be found again wherever its columns went. */
export interface Edited {
  /** The key of the row before, as the verification names it: without the site. */
  readonly name: string;
  undo(): Promise<void>;
}

/** A moment is named to the millisecond, in UTC. */
const asNamed = (value: string): string => (/^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : value);

/** Changes one column of one row; null when the table has no row. `place` chooses the row. */
export async function editColumn(owner: pg.Pool, column: Column, place: number): Promise<Edited | null> {
  const table = quoteIdentifier(column.table);
  const { rows: counted } = await owner.query<{ n: string }>(`select count(*)::text as n from ${table}`);
  const rowCount = Number(counted[0]!.n);
  if (rowCount === 0) return null;
  const keyed = column.key.map(quoteIdentifier).join(', ');
  const { rows } = await owner.query<{ here: string; was: string }>(
    `select ctid::text as here, to_jsonb(t)::text as was from ${table} t order by ${keyed} offset $1 limit 1`,
    [place % rowCount],
  );
  const { here, was } = rows[0]!;
  const before = JSON.parse(was) as Record<string, unknown>;
  const name = quoteIdentifier(column.column);
  let now = '';
  await untriggered(owner, column.table, async () => {
    const done = await owner.query<{ now: string }>(
      `update ${table} set ${name} = ${sqlFor(OTHER, column)(name)} where ctid = $1::tid returning ctid::text as now`,
      [here],
    );
    now = done.rows[0]!.now;
  });
  return {
    name: column.key
      .filter((part) => part !== 'site_id')
      .map((part) => asNamed(String(before[part])))
      .join('|'),
    undo: () =>
      untriggered(owner, column.table, () =>
        owner.query(
          `update ${table} t set ${name} = old.${name}
           from jsonb_populate_record(null::${table}, $2::jsonb) old where t.ctid = $1::tid`,
          [now, was],
        ),
      ),
  };
}
